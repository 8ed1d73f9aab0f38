/** Characters. */
export const longestDiagram = 12_000;

/** What the frame says about its drawing. */
export interface Report {
  readonly width: number;
  readonly height: number;
  readonly words: string;
}

/** What a frame that runs on a stranger's text said; null where it is no report. */
export function reportOf(said: unknown): Report | null {
  if (typeof said !== 'object' || said === null) return null;
  const { width, height, words } = said as Record<string, unknown>;
  if (!isLength(width) || !isLength(height) || typeof words !== 'string') return null;
  return { width, height, words: words.slice(0, 2000) };
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && value >= 1 && value <= 20_000;
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(?:graph|flowchart)/, $localize`Flowchart`],
  [/^sequenceDiagram/, $localize`Sequence diagram`],
  [/^classDiagram/, $localize`Class diagram`],
  [/^stateDiagram/, $localize`State diagram`],
  [/^erDiagram/, $localize`Entity relationship diagram`],
  [/^gantt/, $localize`Gantt chart`],
  [/^pie/, $localize`Pie chart`],
  [/^timeline/, $localize`Timeline`],
  [/^xychart/, $localize`Chart`],
  [/^journey/, $localize`User journey`],
  [/^gitGraph/, $localize`Git graph`],
];

/** What kind of diagram it is, in words. */
export function kindOf(source: string): string {
  const first =
    source
      .split('\n')
      .find((line) => /^\s*\w/.test(line))
      ?.trim() ?? '';
  return kinds.find(([begins]) => begins.test(first))?.[1] ?? $localize`Diagram`;
}
