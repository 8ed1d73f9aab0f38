import { describe, expect, it } from 'vitest';
import { dueDate, extendedDueDate, warnedLevel, warningsOf } from './deadline.rules.js';

describe('the period to answer', () => {
  it.each([
    // received, time zone, due, due when extended
    ['2026-03-10T09:00:00.000Z', 'UTC', '2026-04-10T09:00:00.000Z', '2026-06-10T09:00:00.000Z'],
    ['2026-01-31T10:00:00.000Z', 'UTC', '2026-02-28T10:00:00.000Z', '2026-04-30T10:00:00.000Z'],
    ['2028-01-31T10:00:00.000Z', 'UTC', '2028-02-29T10:00:00.000Z', '2028-04-30T10:00:00.000Z'],
    ['2028-02-29T10:00:00.000Z', 'UTC', '2028-03-29T10:00:00.000Z', '2028-05-29T10:00:00.000Z'],
    ['2027-11-30T00:00:00.000Z', 'UTC', '2027-12-30T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['2026-12-31T23:59:59.999Z', 'UTC', '2027-01-31T23:59:59.999Z', '2027-03-31T23:59:59.999Z'],
    ['2026-05-31T12:00:00.000Z', 'UTC', '2026-06-30T12:00:00.000Z', '2026-08-31T12:00:00.000Z'],
    // The day is that of the installation: in Auckland it is the 31st already, in Los Angeles still the 30th.
    ['2026-01-30T20:00:00.000Z', 'Pacific/Auckland', '2026-02-27T20:00:00.000Z', '2026-04-29T21:00:00.000Z'],
    ['2026-03-31T03:00:00.000Z', 'America/Los_Angeles', '2026-05-01T03:00:00.000Z', '2026-07-01T03:00:00.000Z'],
    // Summer time begins in between: the same time by the clocks.
    ['2026-03-15T08:00:00.000Z', 'Europe/Berlin', '2026-04-15T07:00:00.000Z', '2026-06-15T07:00:00.000Z'],
    ['2026-10-10T22:30:00.000Z', 'Europe/Berlin', '2026-11-10T23:30:00.000Z', '2027-01-10T23:30:00.000Z'],
    // 29 March 2026, 02:30 does not exist in Berlin, and 25 October 2026, 02:30 comes twice.
    ['2026-02-28T01:30:00.000Z', 'Europe/Berlin', '2026-03-28T01:30:00.000Z', '2026-05-28T00:30:00.000Z'],
    ['2026-03-01T01:30:00.000Z', 'Europe/Berlin', '2026-04-01T00:30:00.000Z', '2026-06-01T00:30:00.000Z'],
    ['2027-02-28T01:30:00.000Z', 'Europe/Berlin', '2027-03-28T01:30:00.000Z', '2027-05-28T00:30:00.000Z'],
    ['2026-09-25T00:30:00.000Z', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-12-25T01:30:00.000Z'],
    // A quarter of an hour off the full one: five past midnight on the first of February.
    ['2026-01-31T18:20:00.000Z', 'Asia/Kathmandu', '2026-02-28T18:20:00.000Z', '2026-04-30T18:20:00.000Z'],
  ])('of a request of %s in %s ends %s, extended %s', (received, timeZone, due, extended) => {
    expect(dueDate(new Date(received), timeZone).toISOString()).toBe(due);
    expect(extendedDueDate(new Date(received), timeZone).toISOString()).toBe(extended);
  });
});

describe('warnings', () => {
  const period = { receivedAt: new Date('2026-06-01T00:00:00Z'), dueAt: new Date('2026-07-01T00:00:00Z') };

  it.each([
    ['2026-05-31T00:00:00.000Z', [], 0],
    ['2026-06-15T23:59:59.999Z', [], 0],
    ['2026-06-16T00:00:00.000Z', ['50'], 50],
    ['2026-06-23T12:00:00.000Z', ['50', '75'], 75],
    ['2026-06-28T00:00:00.000Z', ['50', '75', '90'], 90],
    ['2026-07-01T00:00:00.000Z', ['50', '75', '90'], 90],
    ['2026-07-01T00:00:00.001Z', ['50', '75', '90', 'overdue'], 100],
  ])('at %s are %o', (now, warnings, level) => {
    expect(warningsOf(period, new Date(now))).toEqual(warnings);
    expect(warnedLevel(period, new Date(now))).toBe(level);
  });
});
