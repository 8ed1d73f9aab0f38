/** One rule of a law or guide, and what meets it. */
export interface Control {
  /** The page of the map, such as `gdpr.md`. */
  readonly map: string;
  readonly rule: string;
  readonly asks: string;
  readonly verdict: string;
  readonly feature: string;
  readonly tests: readonly string[];
  readonly evidence: string;
}

/** The rows of a map that begin with a rule. */
export function controlsIn(map: string, text: string): Control[] {
  return text
    .split('\n')
    .filter((line) => /^\| (§|Art\.|Rule|17a-4)/.test(line))
    .map((line) => {
      const [, rule = '', asks = '', verdict = '', feature = '', shown = '', evidence = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      const tests = [...shown.matchAll(/`([^`]+)`/g)].map(([, path]) => path!);
      return { map, rule, asks, verdict, feature, tests, evidence };
    });
}
