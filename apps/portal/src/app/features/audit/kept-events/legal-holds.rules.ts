import type { Approval } from '#contracts/auth/approvals.js';
import type { HeldMonths, Hold, HoldScope } from '#contracts/holds.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { monthWords } from './kept-events.rules.js';

/** What is kept, each thing in words: "Everything of 2 people", "Audit events of January 2026 to December 2026". */
export function heldWords({ subjects, conversations, collections, auditMonths }: HoldScope, locale?: string): string[] {
  return [
    ...counted(subjects.length, 'Everything of one person', (many) => `Everything of ${many} people`),
    ...counted(conversations.length, 'One conversation', (many) => `${many} conversations`),
    ...counted(collections.length, 'One collection', (many) => `${many} collections`),
    ...auditMonths.map((months) => `Audit events ${monthsWords(months, locale)}`),
  ];
}

function counted(count: number, one: string, many: (count: number) => string): string[] {
  return count === 0 ? [] : [count === 1 ? one : many(count)];
}

function monthsWords({ from, to }: HeldMonths, locale?: string): string {
  const first = monthWords(from, locale);
  if (to === null) return `from ${first} on`;
  return from === to ? `of ${first}` : `of ${first} to ${monthWords(to, locale)}`;
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
      `Once it has ended, it no longer prevents deletion: ${heldWords(scope).join(', ')}.`,
      'Nothing is removed by this alone. What has been kept long enough can then be removed, unless another hold keeps it.',
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
