import type { Problem } from '../../http/problem.js';

/**
 * Whether a refusal is audited by count. Those that have events of their own are not; objects that an account does not find
 * are, since many of them mean that it tries the ids of others.
 */
export function countsAsRefusal(
  { kind, isAnonymousRefusal, isRecorded }: Pick<Problem, 'kind' | 'isAnonymousRefusal' | 'isRecorded'>,
  actor: object | null,
): boolean {
  if (isAnonymousRefusal) return true;
  if (isRecorded) return false;
  if (kind === 'not-found') return actor !== null;
  return kind === 'forbidden' || kind === 'unauthenticated';
}

/** How many things that are not there an account may ask for within a minute before it is on record: pages ask for what has just been deleted, too. */
const fewNotFound = 5;
const minute = 60_000;

/** What to do with a number so far: write it, keep counting, or forget it. */
export function ripeness(
  { kind, attempts, first }: { readonly kind: string; readonly attempts: number; readonly first: Date },
  now: Date,
): 'write' | 'keep' | 'forget' {
  if (kind !== 'not-found' || attempts >= fewNotFound) return 'write';
  return Math.abs(now.getTime() - first.getTime()) < minute ? 'keep' : 'forget';
}
