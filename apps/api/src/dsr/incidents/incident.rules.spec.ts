import { describe, expect, it } from 'vitest';
import { basisWords, isOverdue, mayClose, notifyBy } from './incident.rules.js';

const until = new Date('2026-03-04T10:00:00Z');

describe('the clock of an incident', () => {
  it.each([
    ['2026-03-01T10:00:00.000Z', 72, '2026-03-04T10:00:00.000Z'],
    ['2026-03-28T22:00:00.000Z', 72, '2026-03-31T22:00:00.000Z'],
    ['2026-12-31T23:00:00.000Z', 24, '2027-01-01T23:00:00.000Z'],
  ])('aware at %s, within %s hours: by %s', (aware, hours, by) => {
    expect(notifyBy(new Date(aware), hours).toISOString()).toBe(by);
  });

  it.each([
    ['open', false, '2026-03-04T10:00:00.000Z', false],
    ['open', false, '2026-03-04T10:00:00.001Z', true],
    ['open', true, '2026-03-05T00:00:00.000Z', false],
    ['notified', false, '2026-03-05T00:00:00.000Z', false],
  ] as const)('%s, decided not to notify: %s, at %s: overdue %s', (state, decidedNotToNotify, now, overdue) => {
    expect(isOverdue({ state, decidedNotToNotify, notifyBy: until }, new Date(now))).toBe(overdue);
  });
});

it.each([
  ['open', false, false],
  ['open', true, true],
  ['notified', false, true],
  ['closed', true, false],
] as const)('closing: %s, decided not to notify: %s: %s', (state, decidedNotToNotify, may) => {
  expect(mayClose({ state, decidedNotToNotify })).toBe(may);
});

it('says what a number rests on', () => {
  expect(basisWords({ accounts: 0, from: null, to: null, events: 0 })).toContain('No account was named');
  expect(basisWords({ accounts: 2, from: until, to: null, events: 7 })).toBe(
    'The owners of 2 accounts, and the people about whom 7 events of the audit log say that something was read or changed with it, from 2026-03-04T10:00:00.000Z until now.',
  );
});
