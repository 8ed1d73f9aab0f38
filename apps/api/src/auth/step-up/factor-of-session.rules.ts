import { stillLasts } from '#platform/moments.js';

export interface FactorFacts {
  readonly startedAt: Date;
  /** When this session gave a second factor last, after it had begun. */
  readonly givenAt: Date | null;
  /** Since when the account has a second factor. */
  readonly enrolledAt: Date | null;
}

/**
 * Whether a proof of this session has to be the second factor, now or within the last minutes. Who signed in when there was one has given
 * it; a session from before has not, and a password alone must not make up for that: whoever holds that session could remove the factor.
 */
export function owesFactor({ startedAt, givenAt, enrolledAt }: FactorFacts, lasts: number, now: Date): boolean {
  if (enrolledAt === null || startedAt >= enrolledAt) return false;
  return givenAt === null || givenAt < enrolledAt || !stillLasts(givenAt, lasts, now);
}
