/** Milliseconds to wait before the next attempt, by the number of failures in a row before it. */
const waits = [200, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000];

/** After this many milliseconds of running, an end is a new trouble and not the same one again. */
const soundAfter = 60_000;

/** How often in a row a process has failed, after it has run for `ranForMs` and ended. */
export function failuresInARow(before: number, ranForMs: number): number {
  return ranForMs >= soundAfter ? 1 : before + 1;
}

/** How long to wait before another attempt, or null when there have been enough. */
export function waitBeforeNext(failures: number): number | null {
  return waits[failures - 1] ?? null;
}
