import type { Approval } from '#contracts/auth/approvals.js';
import type { Hold, HoldScope } from '#contracts/holds.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { monthWords } from './kept-events.rules.js';

/** Which months are kept: "January 2026 to December 2026", "From January 2026 on". */
export function heldWords({ from, to }: HoldScope, locale?: string): string {
  const first = monthWords(from, locale);
  if (to === null) return `From ${first} on`;
  return from === to ? first : `${first} to ${monthWords(to, locale)}`;
}

/** What is wrong with the first month as it was typed; null when nothing is. */
export function firstMonthFault(from: string): string | null {
  return isMonth(from) ? null : 'Enter the first month, such as 2026-01.';
}

/** The same of the last one, which may be left out. */
export function lastMonthFault(from: string, to: string): string | null {
  if (to === '') return null;
  if (!isMonth(to)) return 'Enter a month, such as 2026-12, or leave it empty.';
  return isMonth(from) && to < from ? 'The last month is before the first one.' : null;
}

export function releaseQuestion({ matter, scope }: Pick<Hold, 'matter' | 'scope'>): Question {
  return {
    heading: `Release the hold “${matter}”?`,
    consequences: [
      `It no longer prevents these events from being removed: ${heldWords(scope)}.`,
      'Nothing is removed by this alone. Events that have been kept long enough can then be removed, unless another hold keeps them.',
      'A second person must approve this within 24 hours, if anyone else can. Until then, the hold stays.',
    ],
    undo: 'A released hold stays released. You can place a new one on what is still there.',
    act: 'Request release',
    isDangerous: true,
    reasonReadBy: 'Approvers and auditors can read it.',
  };
}

/** Releases that wait for a second person. */
export function waitingReleases(approvals: readonly Approval[], now: Date): Approval[] {
  return approvals.filter(
    ({ action, state, expiresAt }) => action === 'hold.release' && state === 'pending' && new Date(expiresAt) > now,
  );
}

function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}
