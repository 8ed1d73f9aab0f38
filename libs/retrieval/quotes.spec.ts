import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotesIn, verifyQuote } from './quotes.js';

const source =
  'Backups run daily at 02:00.\nSeven daily copies are kept – the “oldest” goes first.  The start is easy; naïve users, too.';

describe('verifyQuote', () => {
  it.each([
    ['verified', 'Seven daily copies are kept', 'Seven daily copies are kept'],
    ['verified', '  Backups run daily at 02:00.  ', 'Backups run daily at 02:00.'],
    [
      'repaired',
      'seven daily copies are kept - the "oldest" goes first',
      'Seven daily copies are kept – the “oldest” goes first',
    ],
    ['repaired', 'Backups run daily at 02:00. Seven daily', 'Backups run daily at 02:00.\nSeven daily'],
    ['repaired', 'The start is easy: naive users too', 'The start is easy; naïve users, too'],
  ])('%s: %s', (verdict, quote, text) => {
    const check = verifyQuote(quote, source);
    expect(check).toMatchObject({ verdict, text });
    if (check.verdict !== 'unverified') expect(source.slice(check.start, check.end)).toBe(text);
  });

  it.each(['Six daily copies are kept', 'The star', 'aily at 02:00', '', ' … ', 'Seven daily copies were kept'])(
    'unverified: %j',
    (quote) => {
      expect(verifyQuote(quote, source)).toEqual({ verdict: 'unverified' });
    },
  );

  it('finds every stretch of whole words, exactly or with its spelling changed', () => {
    const text = fc.array(fc.constantFrom('ward', 'Ärzte', 'key', 'No', '42', 'straße', 'x'), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), fc.constantFrom(' ', '\n', ', ', ' – '), (parts, from, length, glue) => {
        const whole = parts.join(glue);
        const start = from % parts.length;
        const piece = parts.slice(start, start + 1 + (length % 5));
        expect(verifyQuote(piece.join(glue), whole).verdict).toBe('verified');
        const check = verifyQuote(piece.join('  ').toUpperCase(), whole);
        expect(check.verdict).not.toBe('unverified');
        if (check.verdict !== 'unverified') expect(whole.slice(check.start, check.end)).toBe(check.text);
      }),
    );
  });
});

describe('quotesIn', () => {
  const marksIn = (answer: string) =>
    [...answer.matchAll(/\[S(\d)\]/gu)].map((found) => ({ mark: Number(found[1]), at: found.index, end: found.index + 4 }));

  it.each([
    ['“Seven daily copies are kept” [S1][S2].', ['Seven daily copies are kept'], [1, 2]],
    ['“Seven daily copies are kept” [2].', ['Seven daily copies are kept'], []],
    ['“Seven daily copies are kept [S2]”.', ['Seven daily copies are kept'], [2]],
    ['It says "seven daily copies are kept" (see there) [S3].', ['seven daily copies are kept'], [3]],
    ['> Seven daily copies are kept\n> for a week. [S1]\nEnd', ['Seven daily copies are kept\nfor a week.'], [1]],
    ['“Patients aged [18, 65] may join [1]” [S2].', ['Patients aged [18, 65] may join [1]'], [2]],
    ['“Seven daily copies are kept” is what [S1] says, and [S2].', ['Seven daily copies are kept'], [1]],
    ['Called “the oldest copy” [S1].', [], []],
    ['„Sieben tägliche Kopien werden aufbewahrt“', ['Sieben tägliche Kopien werden aufbewahrt'], []],
  ])('in %j', (answer, quotes, marks) => {
    const found = quotesIn(answer, marksIn(answer));
    expect(found.map(({ quote }) => quote)).toEqual(quotes);
    expect(found.flatMap((one) => one.marks)).toEqual(marks);
  });
});
