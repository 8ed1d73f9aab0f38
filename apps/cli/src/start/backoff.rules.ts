/** Milliseconds to wait before the next attempt, by the number of failures in a row before it. */
const waits = [200, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000];

/**
 * Milliseconds of healthy running that make up for one failure. A process that fails every few seconds is restarted with growing delays and finally
 * given up; one that fails now and then is always restarted immediately: an outage of two seconds is better than one of thirty.
 */
const madeUpAfter = 10_000;

/** How often in a row a process has failed, after it ran soundly for `soundMs` and ended; 0 when it did not become ready. */
export function failuresInARow(before: number, soundMs: number): number {
  return Math.max(0, before - Math.floor(soundMs / madeUpAfter)) + 1;
}

/** How long to wait before another attempt, or null when there have been enough. */
export function waitBeforeNext(failures: number): number | null {
  return waits[failures - 1] ?? null;
}

/** What is known of one run of the API, with the number of times that the database had gone away before and by its end. */
export interface ApiRun {
  readonly hasBeenReady: boolean;
  readonly outagesAtStart: number;
  readonly outagesAtEnd: number;
  readonly isDatabaseAway: boolean;
}

/** Whether the API ended for want of the database: that failure is counted once, where it happened, and the API waits for it. */
export function endedForWantOfDatabase({ hasBeenReady, outagesAtStart, outagesAtEnd, isDatabaseAway }: ApiRun): boolean {
  return isDatabaseAway || (!hasBeenReady && outagesAtEnd > outagesAtStart);
}
