import { describe, expect, it } from 'vitest';
import { PlaceHold, type HoldScope } from '#contracts/holds.js';
import { scopeColumns, scopeOf, scopeWords } from './hold.rules.js';

const held = (from: string, to: string | null): HoldScope => ({ kind: 'audit', from, to });

describe('what a hold keeps', () => {
  it.each([
    [held('2026-01', '2026-12'), 'the audit events of 2026-01 to 2026-12'],
    [held('2026-01', '2026-01'), 'the audit events of 2026-01'],
    [held('2026-01', null), 'the audit events from 2026-01 on'],
  ])('%o is %s, and comes back as it was written', (scope, words) => {
    expect(scopeWords(scope)).toBe(words);
    expect(scopeOf(scopeColumns(scope))).toEqual(scope);
  });

  it('is written by the first days of its months', () => {
    expect(scopeColumns(held('2026-01', null))).toEqual({ scope: 'audit', fromMonth: '2026-01-01', toMonth: null });
  });
});

describe('placing a hold', () => {
  const placing = (scope: unknown) => PlaceHold.safeParse({ scope, matter: 'Case 7', reason: 'The court asked for it' }).success;

  it.each([held('2026-01', '2026-01'), held('2025-12', '2026-01'), held('2026-01', null)])('takes %o', (scope) => {
    expect(placing(scope)).toBe(true);
  });

  it.each([
    held('2026-02', '2026-01'),
    held('2026-13', null),
    { kind: 'audit', from: '2026-01' },
    { kind: 'conversation', from: '2026-01', to: null },
    { kind: 'audit', from: '2026-01', to: null, user: 'ada' },
  ])('refuses %o', (scope) => {
    expect(placing(scope)).toBe(false);
  });
});
