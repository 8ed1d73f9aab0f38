import { sayLeft, sayWhen } from './when.rules.js';

// Local times without a zone: the words are about the reader's own calendar.
const now = new Date('2026-11-21T15:30:00');

describe('a moment as people say it', () => {
  it.each([
    ['2026-11-21T15:29:40', 'just now'],
    ['2026-11-21T15:29:00', '1 minute ago'],
    ['2026-11-21T14:45:00', '45 minutes ago'],
    ['2026-11-21T12:20:00', '3 hours ago'],
    ['2026-11-21T16:40:00', 'in 1 hour'],
    ['2026-11-21T08:05:00', 'today at 08:05'],
    ['2026-11-20T23:59:00', 'yesterday at 23:59'],
    ['2026-11-22T01:00:00', 'tomorrow at 01:00'],
    ['2026-11-19T15:30:00', '19 November'],
    ['2025-11-19T15:30:00', '19 November 2025'],
  ])('%s is %s', (at, words) => {
    expect(sayWhen(new Date(at), now, 'en-GB')).toBe(words);
  });

  it('counts days by the calendar, also across a change of clocks', () => {
    expect(sayWhen(new Date('2026-10-24T18:00:00'), new Date('2026-10-25T17:00:00'), 'en-GB')).toBe('yesterday at 18:00');
  });
});

it('says distances and what is left in the language of the reader', () => {
  expect(sayWhen(new Date('2026-11-21T14:20:00'), now, 'de')).toBe('vor 1 Stunde');
  expect(sayWhen(new Date('2026-11-21T15:40:00'), now, 'de')).toBe('in 10 Minuten');
  expect(sayLeft(new Date('2026-11-22T15:00:00'), now, 'de')).toBe('23 Stunden');
});

describe('how long is left', () => {
  it.each([
    ['2026-11-22T15:00:00', '23 hours'],
    ['2026-11-21T15:31:30', '1 minute'],
    ['2026-11-21T15:30:20', 'less than a minute'],
    ['2026-11-29T15:30:00', '8 days'],
    ['2026-11-21T15:30:00', 'no time'],
    ['2026-11-20T15:30:00', 'no time'],
  ])('until %s: %s', (until, words) => {
    expect(sayLeft(new Date(until), now, 'en')).toBe(words);
  });
});
