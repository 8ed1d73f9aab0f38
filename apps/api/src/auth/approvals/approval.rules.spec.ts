import { expect, test } from 'vitest';
import { approvalState, canonicalJson, decisionFault, type ApprovalFacts } from './approval.rules.js';

const now = new Date('2026-03-02T08:00:00Z');
const later = new Date(now.getTime() + 1);
const after = (hours: number, minutes: number) => new Date(now.getTime() + (hours * 60 + minutes) * 60_000);
const pending: ApprovalFacts = { requestedBy: 'ada', beneficiary: 'bertil', state: 'pending', expiresAt: later };

test.each([
  ['somebody else', 'cecilia', pending, null],
  ['whoever asked', 'ada', pending, 'own'],
  ['whoever gains', 'bertil', pending, 'own'],
  ['anybody once it is decided', 'cecilia', { ...pending, state: 'denied' }, 'decided'],
  ['anybody once it ran', 'cecilia', { ...pending, state: 'approved' }, 'decided'],
  ['anybody once whoever asked lost the right', 'cecilia', { ...pending, state: 'lapsed' }, 'lapsed'],
  ['anybody once the clock was put back by more than two minutes', 'cecilia', { ...pending, expiresAt: after(24, 3) }, 'expired'],
  ['somebody else whose clock is a minute behind', 'cecilia', { ...pending, expiresAt: after(24, 1) }, null],
  ['anybody after a day', 'cecilia', { ...pending, expiresAt: now }, 'expired'],
] as const)('a decision by %s', (_, decider, approval, fault) => {
  expect(decisionFault(approval, decider, now)).toBe(fault);
});

test('what was decided does not expire', () => {
  expect(approvalState({ ...pending, state: 'approved', expiresAt: now }, now)).toBe('approved');
});

test('the order of keys makes no difference, everything else does', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  expect(canonicalJson({ a: '1' })).not.toBe(canonicalJson({ a: 1 }));
  expect(canonicalJson({ a: undefined, b: 1 })).toBe(canonicalJson({ b: 1 }));
});

test.each([[Number.NaN], [new Date()], [new Map()], [1n], [() => 0]])('%s cannot be compared and is refused', (value) => {
  expect(() => canonicalJson({ value })).toThrow(TypeError);
});
