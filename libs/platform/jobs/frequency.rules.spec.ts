import { CronTime } from 'cron';
import { expect, it } from 'vitest';
import { cronLines, longestMs, type Frequency } from './frequency.rules.js';

const lines = cronLines({ hour: 3, minute: 17 });

it.each<[Frequency, string]>([
  ['hourly', '2026-11-28T22:17:00.000Z'],
  ['daily', '2026-11-29T03:17:00.000Z'],
  ['weekly', '2026-11-29T03:17:00.000Z'],
  ['monthly', '2026-12-01T03:17:00.000Z'],
])('is due %s', (frequency, due) => {
  const next = new CronTime(lines[frequency], 'UTC').getNextDateFrom(new Date('2026-11-28T22:00:00Z'), 'UTC');
  expect(next.toJSDate().toISOString()).toBe(due);
});

it.each<Frequency>(['hourly', 'daily', 'weekly', 'monthly'])('is never further apart than it says: %s', (frequency) => {
  const time = new CronTime(lines[frequency], 'UTC');
  let at = time.getNextDateFrom(new Date('2026-01-01T00:00:00Z'), 'UTC');
  const gaps = Array.from({ length: 40 }, () => {
    const next = time.getNextDateFrom(at, 'UTC');
    const gap = next.toMillis() - at.toMillis();
    at = next;
    return gap;
  });
  expect(Math.max(...gaps)).toBe(longestMs[frequency]);
});
