import { expect, it } from 'vitest';
import { owesFactor } from './factor-of-session.rules.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 8, minutes));
const lasts = 5 * 60_000;

it.each([
  ['without a factor', { startedAt: at(0), givenAt: null, enrolledAt: null }, false],
  ['that began when there was one, and so with it', { startedAt: at(10), givenAt: null, enrolledAt: at(0) }, false],
  ['from before there was one', { startedAt: at(0), givenAt: null, enrolledAt: at(10) }, true],
  ['in which it was set up a moment ago', { startedAt: at(0), givenAt: at(58), enrolledAt: at(58) }, false],
  ['in which it was set up a while ago', { startedAt: at(0), givenAt: at(10), enrolledAt: at(10) }, true],
  ['from before, which gave it a moment ago', { startedAt: at(0), givenAt: at(58), enrolledAt: at(10) }, false],
  ['from before, which gave another one that is gone', { startedAt: at(0), givenAt: at(58), enrolledAt: at(59) }, true],
  ['that gave it at a moment that has not been yet', { startedAt: at(0), givenAt: at(90), enrolledAt: at(10) }, true],
])('a session %s owes it: %o → %s', (_, facts, owes) => {
  expect(owesFactor(facts, lasts, at(60))).toBe(owes);
});
