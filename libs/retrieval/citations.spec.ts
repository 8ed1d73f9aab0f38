import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CitationFilter, sourceId, sourceIndex, withoutSourceMarks, type CitationFilterOptions } from './citations.js';

const known = new Set(['S1', 'S2', 'S3']);

function filtered(deltas: readonly string[], options: CitationFilterOptions = {}) {
  const filter = new CitationFilter(known, options);
  const text = deltas.map((delta) => filter.push(delta)).join('') + filter.end();
  return { text, cited: filter.placed.map(({ id }) => id), places: filter.placed.map(({ at }) => at), unknown: filter.unknown };
}

describe('source ids', () => {
  it.each([
    ['S1', 0],
    ['S12', 11],
    ['S0', null],
    ['S', null],
    ['s1', null],
    ['S01', null],
  ])('%s stands for %s', (id, index) => {
    expect(sourceIndex(id)).toBe(index);
    if (index !== null) expect(sourceId(index)).toBe(id);
  });
});

it('takes marks out of an earlier answer, but not out of code', () => {
  expect(withoutSourceMarks('Kept [S1] [S2, S3]. `[S1]` (S1) [7]')).toBe('Kept. `[S1]` (S1) [7]');
});

describe('CitationFilter', () => {
  it.each<[string, string, string, readonly string[], number]>([
    ['finds known ids', 'Kept for a week [S2].', 'Kept for a week [S2].', ['S2'], 0],
    ['finds them without a space', 'Kept for a week[S2].', 'Kept for a week[S2].', ['S2'], 0],
    ['leaves an unknown id as it is, and counts it', 'Kept for a week [S9].', 'Kept for a week [S9].', [], 1],
    ['takes groups apart', 'Both [S1, S3].', 'Both [S1][S3].', ['S1', 'S3'], 0],
    ['finds the good of a group', 'Both [S1; S8].', 'Both [S1][S8].', ['S1'], 1],
    ['knows lenticular brackets', 'Kept 【S1】 and 【S2, S3】.', 'Kept [S1] and [S2][S3].', ['S1', 'S2', 'S3'], 0],
    ['knows round brackets', 'Kept (S1) and (S2, S3).', 'Kept [S1] and [S2][S3].', ['S1', 'S2', 'S3'], 0],
    ['leaves a call', 'Call f(S1).', 'Call f(S1).', [], 0],
    ['leaves what is escaped', 'A \\[S1] b', 'A \\[S1] b', [], 0],
    ['knows marks that follow each other', 'x [S1][S2] [S3]', 'x [S1][S2] [S3]', ['S1', 'S2', 'S3'], 0],
    ['finds the target of a link', 'See [the guide][S1].', 'See [the guide][S1].', ['S1'], 0],
    ['finds a mark at the beginning', '[S1]: knowledge.md', '[S1]: knowledge.md', ['S1'], 0],
    ['keeps an open bracket at the end', 'Wait [S1', 'Wait [S1', [], 0],
    ['gives up on a mark without end', `[${'S1,'.repeat(80)}`, `[${'S1,'.repeat(80)}`, [], 0],
    [
      'finds nothing in code',
      'Use `a [S1]` or\n```\nx = [S1]\n```\nbut [S1].',
      'Use `a [S1]` or\n```\nx = [S1]\n```\nbut [S1].',
      ['S1'],
      0,
    ],
    ['finds nothing in a fence of tildes', '~~~\n[S1] `\n~~~\n[S1]', '~~~\n[S1] `\n~~~\n[S1]', ['S1'], 0],
    ['finds nothing in indented code', 'So:\n\n    x = y[S1]\n\nEnd [S1].', 'So:\n\n    x = y[S1]\n\nEnd [S1].', ['S1'], 0],
    ['finds what is indented in a list', '1. One\n\n    more [S1]\n', '1. One\n\n    more [S1]\n', ['S1'], 0],
    ['finds what follows a single backtick', 'It is 5` long.\n\nKept [S1].', 'It is 5` long.\n\nKept [S1].', ['S1'], 0],
    [
      'finds nothing in a fence within a list',
      '- a\n  ```js\n  x[S1]\n  ```\n- [S2]',
      '- a\n  ```js\n  x[S1]\n  ```\n- [S2]',
      ['S2'],
      0,
    ],
  ])('%s', (_, text, expected, cited, unknown) => {
    expect(filtered([text])).toMatchObject({ text: expected, cited, unknown });
  });

  it('returns the position of each citation in the output', () => {
    const { text, places } = filtered(['ab [S1, S3] c (S2)'], { write: (id) => `[${id.slice(1)}]` });
    expect(text).toBe('ab [1][3] c [2]');
    expect(places.map((at) => text.slice(at, at + 3))).toEqual(['[1]', '[3]', '[2]']);
  });

  it('counts places from the beginning of an answer that it goes on with, and knows whether that ends in code', () => {
    expect(filtered([' [S1]'], { begun: 'Kept' })).toMatchObject({ places: [5] });
    expect(filtered(['x [S1]\n```\n[S2]'], { begun: '```\n' })).toMatchObject({ cited: ['S2'], places: [15] });
  });

  it('takes no id in round brackets for a mark that the prompt has there as text', () => {
    const asText = new Set(['S1']);
    expect(filtered(['The disc L5 (S1) is fine [S1] (S2).'], { asText })).toMatchObject({
      text: 'The disc L5 (S1) is fine [S1] [S2].',
      cited: ['S1', 'S2'],
    });
  });

  const number = fc.nat(4000);
  const lookalikes = fc.oneof(
    fc.tuple(number, number).map(([low, high]) => `[${low}, ${high}]`),
    fc.tuple(number, number).map(([low, high]) => `(${low}, ${high}]`),
    number.map((year) => `[${year}]`),
    number.map((index) => `rows[${index}][0]`),
    fc.tuple(number, number, number).map(([a, b, c]) => `[[${a}, ${b}], [${c}]]`),
    number.map((note) => `[^${note}]`),
    number.map((note) => `\n[^${note}]: A note.\n`),
    number.map((link) => `[the guide][${link}]`),
    number.map((link) => `\n[${link}]: https://example.org\n`),
    number.map((seat) => `[S${seat + 4}]`),
    fc.constantFrom(
      '`[S1]`',
      '\n```\nx = [S1, S2]\n```\n',
      '\\[S1]',
      'f(S1)',
      '[s1]',
      '[S]',
      '【1】',
      '(S)',
      '[sic]',
      '[ ]',
      '[x](#S1)',
    ),
    fc.constantFrom(' ', '.', ', ', '\n', '\n\n', 'Patients aged ', 'é', '𝒳'),
  );

  it('changes nothing that only resembles a mark', () => {
    fc.assert(
      fc.property(fc.array(lookalikes, { maxLength: 20 }), (parts) => {
        const text = parts.join(' ');
        expect(filtered([text])).toMatchObject({ text, cited: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('finds every mark between them, and only those', () => {
    const pieces = fc.array(
      fc.oneof(
        lookalikes,
        fc.constantFrom(...known).map((id) => `[${id}]`),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const { text, cited, places } = filtered([parts.join(' ')]);
        expect(text).toBe(parts.join(' '));
        expect(cited).toEqual(parts.filter((part) => /^\[S[123]\]$/u.test(part)).map((part) => part.slice(1, -1)));
        expect(places.map((at) => text.slice(at, at + 4))).toEqual(cited.map((id) => `[${id}]`));
      }),
      { numRuns: 500 },
    );
  });

  const answers = fc
    .array(
      fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        'S',
        '1',
        '9',
        ',',
        ' ',
        '    ',
        '`',
        '```',
        '~~~',
        '\n',
        '- ',
        'a',
        'é',
        '𝒳',
        '[S1]',
        '(S2)',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''));

  it('says the same however the answer is cut', () => {
    fc.assert(
      fc.property(answers, fc.array(fc.nat(60), { maxLength: 8 }), (answer, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, answer.length)).sort((a, b) => a - b), answer.length];
        const deltas = places.slice(1).map((place, at) => answer.slice(places[at], place));
        expect(filtered(deltas)).toEqual(filtered([answer]));
      }),
      { numRuns: 500 },
    );
  });
});
