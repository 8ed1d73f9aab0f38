import type { HeldMonths, HoldScope, PlaceHold } from '#contracts/retention/holds.js';

/** One thing that a hold keeps, as stored: days as `2026-01-01`. */
export interface HeldItem {
  readonly kind: 'subject' | 'conversation' | 'collection' | 'audit';
  readonly target: string | null;
  readonly fromMonth: string | null;
  readonly toMonth: string | null;
}

/** What was asked to be held, each thing once. */
export function itemsOf({
  subjects = [],
  conversations = [],
  collections = [],
  auditMonths = [],
}: PlaceHold['scope']): HeldItem[] {
  const named = (kind: Exclude<HeldItem['kind'], 'audit'>, ids: readonly string[]): HeldItem[] =>
    [...new Set(ids)].map((target) => ({ kind, target, fromMonth: null, toMonth: null }));
  const months = Array.isArray(auditMonths) ? auditMonths : [auditMonths];
  return [
    ...named('subject', subjects),
    ...named('conversation', conversations),
    ...named('collection', collections),
    ...months.map((month): HeldItem => {
      const { from, to = null } = typeof month === 'string' ? { from: month, to: month } : month;
      return { kind: 'audit', target: null, fromMonth: `${from}-01`, toMonth: to === null ? null : `${to}-01` };
    }),
  ];
}

export function scopeOf(items: readonly HeldItem[]): HoldScope {
  const targets = (kind: HeldItem['kind']): string[] =>
    items.flatMap((item) => (item.kind === kind && item.target !== null ? [item.target] : []));
  return {
    subjects: targets('subject'),
    conversations: targets('conversation'),
    collections: targets('collection'),
    auditMonths: items.flatMap(({ kind, fromMonth, toMonth }) =>
      kind === 'audit' && fromMonth !== null ? [{ from: fromMonth.slice(0, 7), to: toMonth?.slice(0, 7) ?? null }] : [],
    ),
  };
}

/** What is held, in words that a sentence can go on with. */
export function scopeWords({ subjects, conversations, collections, auditMonths }: HoldScope): string {
  const counted = [
    countWords(subjects.length, 'everything that belongs to one person', 'people', 'everything that belongs to'),
    countWords(conversations.length, 'one conversation', 'conversations'),
    countWords(collections.length, 'one collection', 'collections'),
    ...auditMonths.map(monthsWords),
  ].filter((words) => words !== null);
  return counted.length < 2 ? (counted[0] ?? 'nothing') : `${counted.slice(0, -1).join(', ')} and ${counted.at(-1)!}`;
}

/** A day counts from its beginning, in UTC. */
export function momentOf(given: string): Date {
  return new Date(given);
}

function countWords(count: number, one: string, many: string, before?: string): string | null {
  if (count === 0) return null;
  if (count === 1) return one;
  return `${before === undefined ? '' : `${before} `}${count} ${many}`;
}

function monthsWords({ from, to }: HeldMonths): string {
  if (to === null) return `the audit events from ${from} on`;
  return from === to ? `the audit events of ${from}` : `the audit events of ${from} to ${to}`;
}
