import { describe, expect, it } from 'vitest';
import { PlaceHold, type HoldScope } from '#contracts/retention/holds.js';
import { itemsOf, scopeOf, scopeWords } from './hold.rules.js';

const id = (n: number): string => `01940000-0000-7000-8000-00000000000${n}`;
const nothing: HoldScope = { subjects: [], conversations: [], collections: [], auditMonths: [] };
const parsed = (scope: unknown) =>
  PlaceHold.safeParse({ scope, matter: 'Case 7', reason: 'The court asked for it', reviewAt: '2027-01-01' });

describe('the scope of a hold', () => {
  it.each<[unknown, Partial<HoldScope>]>([
    [{ subjects: [id(1)] }, { subjects: [id(1)] }],
    [
      { conversations: [id(2), id(2)], collections: [id(3)] },
      { conversations: [id(2)], collections: [id(3)] },
    ],
    [{ auditMonths: ['2026-01'] }, { auditMonths: [{ from: '2026-01', to: '2026-01' }] }],
    [{ auditMonths: [{ from: '2025-12', to: '2026-01' }] }, { auditMonths: [{ from: '2025-12', to: '2026-01' }] }],
    [{ auditMonths: { from: '2026-01' } }, { auditMonths: [{ from: '2026-01', to: null }] }],
  ])('%j is kept as it was meant', (given, kept) => {
    const { data } = parsed(given);
    expect(scopeOf(itemsOf(data!.scope))).toEqual({ ...nothing, ...kept });
  });

  it.each([
    [{}],
    [{ subjects: [] }],
    [{ subjects: ['ada'] }],
    [{ auditMonths: ['2026-13'] }],
    [{ auditMonths: { from: '2026-02', to: '2026-01' } }],
    [{ kind: 'audit', from: '2026-01', to: null }],
  ])('%j is refused', (given) => {
    expect(parsed(given).success).toBe(false);
  });

  it.each<[Partial<HoldScope>, string]>([
    [{ subjects: [id(1)] }, 'everything that belongs to one person'],
    [{ subjects: [id(1), id(2)], conversations: [id(3)] }, 'everything that belongs to 2 people and one conversation'],
    [{ auditMonths: [{ from: '2026-01', to: '2026-01' }] }, 'the audit events of 2026-01'],
    [
      { collections: [id(1), id(2)], auditMonths: [{ from: '2026-01', to: null }] },
      '2 collections and the audit events from 2026-01 on',
    ],
    [{}, 'nothing'],
  ])('%j in words', (scope, words) => {
    expect(scopeWords({ ...nothing, ...scope })).toBe(words);
  });
});
