import { canHaveBeen } from '#platform/moments.js';

/** How long a session lives without a person's action, and at all. Milliseconds. */
export interface SessionLifetimes {
  readonly idle: number;
  readonly absolute: number;
}

export interface SessionTimes {
  readonly startedAt: Date;
  /** The last thing that a person did; streams and polling are not actions. */
  readonly lastActionAt: Date;
}

/** `clock`: it began, or was last used, in the future, so its age is unknown. */
export type SessionEnd = 'idle' | 'absolute' | 'clock';

export function sessionExpiry(
  times: SessionTimes,
  lifetimes: SessionLifetimes,
): { idleExpiresAt: Date; absoluteExpiresAt: Date } {
  return {
    idleExpiresAt: new Date(times.lastActionAt.getTime() + lifetimes.idle),
    absoluteExpiresAt: new Date(times.startedAt.getTime() + lifetimes.absolute),
  };
}

/** Why a session is over, or null while it lives. A session is over at its expiry, not after it. */
export function sessionEnd(times: SessionTimes, lifetimes: SessionLifetimes, now: Date): SessionEnd | null {
  if (!canHaveBeen(times.startedAt, now) || !canHaveBeen(times.lastActionAt, now)) return 'clock';
  const { idleExpiresAt, absoluteExpiresAt } = sessionExpiry(times, lifetimes);
  if (now >= absoluteExpiresAt) return 'absolute';
  if (now >= idleExpiresAt) return 'idle';
  return null;
}

/** The latest of the actions that are known from several places. */
export function latest(first: Date, ...others: readonly (Date | null | undefined)[]): Date {
  return others.reduce<Date>((last, next) => (next && next > last ? next : last), first);
}
