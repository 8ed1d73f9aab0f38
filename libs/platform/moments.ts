/** Milliseconds that the clocks of instances may differ by. What lies further ahead than that was noted by a clock that has been put back since. */
export const clocksDifferBy = 2 * 60_000;

/** Whether a recorded time can be in the past. */
export function canHaveBeen(at: Date, now: Date): boolean {
  return at.getTime() - now.getTime() <= clocksDifferBy;
}

/**
 * Whether something that began at a recorded time and lasts for a duration still lasts. Bounded on both sides: a clock that is put back must not
 * make it last longer.
 */
export function stillLasts(at: Date, lasts: number, now: Date): boolean {
  return canHaveBeen(at, now) && now.getTime() - at.getTime() < lasts;
}

/** The last moment at which something can end that lasts for a time from now: what ends later was begun by a clock that has been put back. */
export function latestEnd(lasts: number, now: Date): Date {
  return new Date(now.getTime() + lasts + clocksDifferBy);
}
