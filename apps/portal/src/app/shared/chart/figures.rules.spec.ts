import { figureWords, forecastWords, timeWords } from './figures.rules.js';

describe('a figure', () => {
  it.each([
    [null, 'count', 'unknown'],
    [1234, 'count', '1,234'],
    [0.0042, 'seconds', '4.2 ms'],
    [12.34, 'seconds', '12 s'],
    [600, 'seconds', '10 min'],
    [90_000, 'seconds', '25 h'],
    [400_000, 'seconds', '4.6 days'],
    [0.734, 'ratio', '73.4%'],
    [12_400_000, 'bytes', '12.4 MB'],
    [31.26, 'per-second', '31.3/s'],
  ] as const)('%s %s is "%s"', (value, unit, words) => {
    expect(figureWords(value, unit, 'en')).toBe(words);
  });
});

it('a time has its date where the whole time is longer than a day', () => {
  const noon = new Date(2026, 2, 4, 12, 5).getTime();
  expect(timeWords(noon, 60, 3_600_000, 'en-GB')).toBe('12:05');
  expect(timeWords(noon, 900, 7 * 86_400_000, 'en-GB')).toBe('4 Mar, 12:05');
  expect(timeWords(noon, 86_400, 90 * 86_400_000, 'en-GB')).toBe('4 Mar');
});

it.each([
  [null, 'It is not shrinking in this period.'],
  [0.3, 'At the rate of this period, it is used up within a day.'],
  [1.2, 'At the rate of this period, it lasts about one more day.'],
  [43, 'At the rate of this period, it lasts about 45 more days.'],
])('%s days left', (days, words) => {
  expect(forecastWords(days)).toBe(words);
});
