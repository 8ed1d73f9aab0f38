/** Wall clock and monotonic clock, read at the same time. Milliseconds. */
export interface ClockReading {
  readonly wall: number;
  readonly steady: number;
}

/** Milliseconds; corrections by a time server are smaller, and what is judged by the clock bears them. */
const borne = 60_000;

/** By how many milliseconds the clock of the day was put forward, or back where it is negative, between two readings; null when it went on. */
export function clockJump(before: ClockReading, now: ClockReading): number | null {
  const jump = now.wall - before.wall - (now.steady - before.steady);
  return Math.abs(jump) < borne ? null : Math.round(jump);
}
