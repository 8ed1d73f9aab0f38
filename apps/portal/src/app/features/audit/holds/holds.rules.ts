import type { Approval } from '#contracts/auth/approvals.js';
import type { HeldMonths, Hold, HoldScope } from '#contracts/retention/holds.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { monthWords } from '../kept-events/kept-events.rules.js';
import { readerLocale } from '../../../../locale/language.js';

/** What is kept, each thing in words: "Everything of 2 people", "Audit events of January 2026 to December 2026". */
export function heldWords({ subjects, conversations, collections, auditMonths }: HoldScope, locale = readerLocale()): string[] {
  return [
    ...counted(subjects.length, $localize`Everything of one person`, (many) => $localize`Everything of ${many} people`),
    ...counted(conversations.length, $localize`One conversation`, (many) => $localize`${many} conversations`),
    ...counted(collections.length, $localize`One collection`, (many) => $localize`${many} collections`),
    ...auditMonths.map((months) => $localize`Audit events ${monthsWords(months, locale)}`),
  ];
}

function counted(count: number, one: string, many: (count: number) => string): string[] {
  return count === 0 ? [] : [count === 1 ? one : many(count)];
}

function monthsWords({ from, to }: HeldMonths, locale = readerLocale()): string {
  const first = monthWords(from, locale);
  if (to === null) return $localize`from ${first} on`;
  return from === to ? $localize`of ${first}` : $localize`of ${first} to ${monthWords(to, locale)}`;
}

/** What is wrong with the first month as it was typed; null when nothing is. */
export function firstMonthFault(from: string): string | null {
  return isMonth(from) ? null : $localize`Enter the first month, such as 2026-01.`;
}

/** The same of the last one, which may be left out. */
export function lastMonthFault(from: string, to: string): string | null {
  if (to === '') return null;
  if (!isMonth(to)) return $localize`Enter a month, such as 2026-12, or leave it empty.`;
  return isMonth(from) && to < from ? $localize`The last month is before the first one.` : null;
}

export function releaseQuestion({
  matter,
  scope,
  releaseDelayHours,
}: Pick<Hold, 'matter' | 'scope' | 'releaseDelayHours'>): Question {
  return {
    heading: $localize`Release the hold “${matter}”?`,
    consequences: [
      $localize`Once it has ended, it no longer prevents deletion: ${heldWords(scope).join(', ')}.`,
      releaseDelayHours === 0
        ? $localize`It ends as soon as the release is approved.`
        : $localize`It ends ${String(releaseDelayHours)} hours after the approval. Until then, the release can be withdrawn.`,
      $localize`Nothing is removed by this alone. What has been kept long enough can then be removed, unless another hold keeps it.`,
      $localize`A second person must approve this within 24 hours, if anyone else can. Until then, the hold stays.`,
    ],
    undo: $localize`A released hold stays released. You can place a new one on what is still there.`,
    act: $localize`Request release`,
    isDangerous: true,
    reasonReadBy: $localize`Approvers and auditors can read it.`,
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

export function keepQuestion({ matter }: Pick<Hold, 'matter'>): Question {
  return {
    heading: $localize`Keep the hold “${matter}”?`,
    consequences: [$localize`Its release is withdrawn: it stays in force until it is released again.`],
    undo: $localize`It can be released again, by two people.`,
    act: $localize`Keep the hold`,
    isDangerous: false,
    reasonReadBy: $localize`Auditors can read it.`,
  };
}

export function reviewQuestion({ matter }: Pick<Hold, 'matter'>): Question {
  return {
    heading: $localize`Is the hold “${matter}” still needed?`,
    consequences: [
      $localize`It stays in force, and its next review is in a year.`,
      $localize`If it is not needed any more, ask for its release instead.`,
    ],
    undo: $localize`It can be released at any time, by two people.`,
    act: $localize`It is still needed`,
    isDangerous: false,
    reasonReadBy: $localize`Auditors can read it.`,
  };
}

/** Whether somebody has to say now that it is still needed. */
export function isReviewDue({ reviewAt, releasedAt }: Pick<Hold, 'reviewAt' | 'releasedAt'>, now: Date): boolean {
  return releasedAt === null && new Date(reviewAt) <= now;
}

/** A year from then, as a date field has it. */
export function inAYear(now: Date): string {
  return new Date(now.getTime() + 365 * 86_400_000).toISOString().slice(0, 10);
}

export const heldKinds = {
  subject: $localize`A person`,
  conversation: $localize`A conversation`,
  collection: $localize`A collection`,
  audit: $localize`Months of the audit log`,
} as const;
export type HeldKind = keyof typeof heldKinds;

/** What is wrong with the name or id of what is to be kept; null when nothing is. */
export function targetFault(kind: string, target: string): string | null {
  if (kind === 'audit') return null;
  if (kind === 'subject') return target.trim() === '' ? $localize`Enter a username.` : null;
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(target.trim())
    ? null
    : $localize`Enter the id, as the audit log shows it.`;
}
