import type { AccessDecision } from '#contracts/rights/access-reviews.js';
import type { Condition } from '#platform/monitoring/alert-source.js';

const dayMs = 86_400_000;

/** How many days before its end a review is worth an alert, and the next one before it has to be there. */
const soonDays = 7;

export interface ReviewTimes {
  readonly dueAt: Date;
  readonly closedAt: Date | null;
}

export function dueAfter(startedAt: Date, days: number): Date {
  return new Date(startedAt.getTime() + days * dayMs);
}

export function isOverdue({ dueAt, closedAt }: ReviewTimes, now: Date): boolean {
  return (closedAt ?? now) > dueAt;
}

/** When the next review has to be finished: a period after the last one was, or after the first account was made. Null without a period. */
export function nextDueAt(since: Date | null, everyDays: number): Date | null {
  return since === null || everyDays === 0 ? null : dueAfter(since, everyDays);
}

/** An alert while a review, open or to be started, ends soon or has ended. */
export function conditionOf(dueAt: Date | null, isOpen: boolean, now: Date): Condition[] {
  if (dueAt === null) return [];
  const daysLeft = Math.floor((dueAt.getTime() - now.getTime()) / dayMs);
  if (daysLeft > soonDays) return [];
  return [{ rule: 'access-review-due', severity: daysLeft < 0 ? 'critical' : 'warning', facts: { daysLeft, open: isOpen } }];
}

export interface ItemFacts {
  readonly accountId: string;
  readonly state: Exclude<AccessDecision, 'awaiting'>;
  readonly approvalId: string | null;
}

/** A withdrawal that was requested is shown as one until the request is decided; a denied one leaves the account undecided. */
export function shownDecision({ state, approvalId }: Omit<ItemFacts, 'accountId'>, pending: ReadonlySet<string>): AccessDecision {
  return state === 'undecided' && approvalId !== null && pending.has(approvalId) ? 'awaiting' : state;
}

/** Whether a decision can still be made: a withdrawal that was carried out is none that one takes back here. */
export function isDecidable(decision: AccessDecision): boolean {
  return decision === 'undecided' || decision === 'confirmed';
}
