import { expect, test } from 'vitest';
import { countsAsRefusal, ripeness } from './refusals.rules.js';

const somebody = {};

test.each([
  ['a request from another site', { kind: 'forbidden' }, null, true],
  ['a request beyond the limit', { kind: 'rate-limited', isAnonymousRefusal: true }, null, true],
  ['a denial with an event of its own', { kind: 'forbidden', isRecorded: true }, somebody, false],
  ['a visitor with an event of its own', { kind: 'unauthenticated', isRecorded: true }, null, false],
  ['a visitor of the metrics', { kind: 'unauthenticated' }, null, true],
  ['a decision on what one asked for oneself', { kind: 'forbidden' }, somebody, true],
  ['what an account does not find', { kind: 'not-found' }, somebody, true],
  ['what a visitor does not find', { kind: 'not-found' }, null, false],
  ['a set-up when there is an account', { kind: 'conflict', isAnonymousRefusal: true }, null, true],
  ['another conflict', { kind: 'conflict' }, somebody, false],
  ['input that does not fit', { kind: 'invalid-request' }, somebody, false],
] as const)('%s counts: %o', (_, problem, actor, counts) => {
  expect(countsAsRefusal({ isAnonymousRefusal: false, isRecorded: false, ...problem }, actor)).toBe(counts);
});

const now = new Date('2026-03-02T08:01:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

test.each([
  ['forbidden', 1, 1, 'write'],
  ['not-found', 5, 1, 'write'],
  ['not-found', 4, 59, 'keep'],
  ['not-found', 4, 60, 'forget'],
  ['not-found', 5, 90, 'write'],
] as const)('%s, %i times in %i seconds: %s', (kind, attempts, seconds, what) => {
  expect(ripeness({ kind, attempts, first: ago(seconds) }, now)).toBe(what);
});
