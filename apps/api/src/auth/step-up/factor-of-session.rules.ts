import { stillLasts } from '#platform/moments.js';

export interface FactorFacts {
  readonly startedAt: Date;
  /** When this session gave a second factor last, after it had begun. */
  readonly givenAt: Date | null;
  /** Since when the account has a second factor. */
  readonly enrolledAt: Date | null;
}

/**
 * Whether a proof of this session has to be the second factor, now or within the last minutes. A session that began with one has given
 * it; an older session has not, and a password alone must not make up for that: its holder could remove the factor.
 */
export function owesFactor({ startedAt, givenAt, enrolledAt }: FactorFacts, lasts: number, now: Date): boolean {
  if (enrolledAt === null || startedAt >= enrolledAt) return false;
  return givenAt === null || givenAt < enrolledAt || !stillLasts(givenAt, lasts, now);
}
