/** All times in milliseconds of this machine's clock. */
export interface SessionClock {
  readonly idleEndsAt: number;
  readonly absoluteEndsAt: number;
  /** How long a session lives after the last act of the person. */
  readonly idleLength: number;
}

/** How long before its end a session warns: 2 minutes. */
export const warningLength = 120_000;

/** An act of the person is told to the server at most once a minute: often enough for 15 minutes, seldom enough not to be noise. */
export const tellActsEvery = 60_000;

export function sessionClock(
  session: { idleExpiresAt: string; absoluteExpiresAt: string },
  now: number,
  serverNow: number,
): SessionClock {
  const skew = serverNow - now;
  const idleEndsAt = Date.parse(session.idleExpiresAt) - skew;
  return { idleEndsAt, absoluteEndsAt: Date.parse(session.absoluteExpiresAt) - skew, idleLength: Math.max(0, idleEndsAt - now) };
}

/** The person did something that the server knows of. */
export function afterAct(clock: SessionClock, now: number): SessionClock {
  return { ...clock, idleEndsAt: Math.max(clock.idleEndsAt, now + clock.idleLength) };
}

export type SessionEnd = 'idle' | 'absolute';

export function endOf(clock: SessionClock): { readonly at: number; readonly why: SessionEnd } {
  return clock.absoluteEndsAt <= clock.idleEndsAt
    ? { at: clock.absoluteEndsAt, why: 'absolute' }
    : { at: clock.idleEndsAt, why: 'idle' };
}

/** Milliseconds until something about the session changes for the eye: the warning begins, a second of it passes, it ends. */
export function untilNextLook(clock: SessionClock, now: number): number {
  const left = endOf(clock).at - now;
  if (left <= 0) return 1000;
  if (left > warningLength) return left - warningLength;
  return left % 1000 || 1000;
}

/** "1:05". */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}
