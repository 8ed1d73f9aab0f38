import type { ApprovalState } from '#contracts/auth/approvals.js';
import { clocksDifferBy } from '#platform/moments.js';

/** Milliseconds that a request waits for a second person. */
export const approvalWaits = 24 * 60 * 60_000;

export interface ApprovalFacts {
  readonly requestedBy: string;
  readonly beneficiary: string | null;
  readonly state: Exclude<ApprovalState, 'expired'>;
  readonly expiresAt: Date;
}

/** The latest time at which a request that waits now can end: one that ends later was created while the clock was ahead. */
export function latestEnd(now: Date): Date {
  return new Date(now.getTime() + approvalWaits + clocksDifferBy);
}

/** A request that was not decided in time is expired without a write. */
export function approvalState(approval: ApprovalFacts, now: Date): ApprovalState {
  const isOver = approval.expiresAt <= now || approval.expiresAt > latestEnd(now);
  return approval.state === 'pending' && isOver ? 'expired' : approval.state;
}

export type DecisionFault = 'own' | 'decided' | 'expired' | 'lapsed';

/** Why this person cannot decide this request, or null. The requester and the beneficiary have no say. */
export function decisionFault(approval: ApprovalFacts, deciderId: string, now: Date): DecisionFault | null {
  const state = approvalState(approval, now);
  if (state === 'expired' || state === 'lapsed') return state;
  if (state !== 'pending') return 'decided';
  return deciderId === approval.requestedBy || deciderId === approval.beneficiary ? 'own' : null;
}

/**
 * One text for one value, regardless of the order of its keys (in the manner of RFC 8785; numbers, texts, booleans, null, lists and plain
 * objects only). What does not fit throws: it could not be compared.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
  }
  throw new TypeError('Parameters of an act hold something that JSON cannot say.');
}
