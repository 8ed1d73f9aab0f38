/** `--json`, which every command takes that prints something. */
export interface OutputOptions {
  readonly json: boolean;
}

/** The result on standard output: one line of JSON for programs, or words for people. */
export function print({ json }: OutputOptions, result: unknown, words: string): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : words);
}

/** How far a command is, on one line of a terminal; nothing where nobody looks at one. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

/** Before anything else is printed. */
export function endProgress(): void {
  showProgress('');
}
