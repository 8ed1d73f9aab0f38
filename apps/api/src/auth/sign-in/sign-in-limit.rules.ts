import { stillLasts } from '#platform/moments.js';
import { normalised } from '#sealing/blind-index.js';

/** How many failures are borne within how long (milliseconds). */
export interface FailureLimit {
  readonly failures: number;
  readonly window: number;
}

/** The failures that still count: a window that slides, so that no moment's fifteen minutes hold more than the limit. */
export function countingFailures(failedAt: readonly Date[], limit: FailureLimit, now: Date): Date[] {
  return failedAt.filter((at) => stillLasts(at, limit.window, now)).slice(-limit.failures);
}

/** Until when attempts are rejected unseen, or null. */
export function blockedUntil(failedAt: readonly Date[], limit: FailureLimit, now: Date): Date | null {
  const counting = countingFailures(failedAt, limit, now);
  if (counting.length < limit.failures) return null;
  return new Date(counting[0]!.getTime() + limit.window);
}

/** Whole seconds from `now`, at least one: what `Retry-After` says. */
export function secondsUntil(then: Date, now: Date): number {
  return Math.max(1, Math.ceil((then.getTime() - now.getTime()) / 1_000));
}

/** Attempts without a name mean the owner; no account can have this name. */
const ownersName = '\u0000owner';

/**
 * The counter of an attempt: the account, so that its owner's proofs count with it, or else the name in the form
 * in which accounts are found. All spellings that would find an account count together whether there is one or not; otherwise `BOB` after five
 * failures of `bob` would reveal which of the two it is. Attempts without a name have a counter of their own: together with the owner's name they
 * would reveal that name.
 */
export function countedName(username: string | undefined, accountId: string | undefined): string {
  if (username === undefined) return ownersName;
  return accountId ?? normalised(username);
}
