import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CitationFilter, sourceId, sourceIndex } from './citations.js';

const known = new Set(['S1', 'S2', 'S3']);

function filtered(deltas: readonly string[]): { text: string; cited: readonly string[]; dropped: number } {
  const filter = new CitationFilter(known);
  const text = deltas.map((delta) => filter.push(delta)).join('') + filter.end();
  return { text, cited: filter.cited, dropped: filter.dropped };
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

describe('CitationFilter', () => {
  it.each<[string, string, string, readonly string[], number]>([
    ['lets known ids through', 'Kept for a week [S2].', 'Kept for a week [S2].', ['S2'], 0],
    ['drops an unknown id with the space before it', 'Kept for a week [S9].', 'Kept for a week.', [], 1],
    ['takes groups apart', 'Both [S1, S3].', 'Both [S1][S3].', ['S1', 'S3'], 0],
    ['keeps the good of a group', 'Both [S1; S8].', 'Both [S1].', ['S1'], 1],
    ['drops bare numbers', 'As shown [5,7] there [1].', 'As shown there.', [], 3],
    ['keeps an index', 'Read rows[0] and f(x)[1].', 'Read rows[0] and f(x)[1].', [], 0],
    ['keeps code', 'Use `a [S9]` or\n```\nx = [1]\n```\nbut not [S9].', 'Use `a [S9]` or\n```\nx = [1]\n```\nbut not.', [], 1],
    ['keeps other brackets', 'A [link](#x), [ ] and [sic].', 'A [link](#x), [ ] and [sic].', [], 0],
    ['keeps an open bracket at the end', 'Wait [S1', 'Wait [S1', [], 0],
    ['keeps spaces', 'a   b ', 'a   b ', [], 0],
    ['knows marks that follow each other', 'x [S1][S2] [S3]', 'x [S1][S2] [S3]', ['S1', 'S2', 'S3'], 0],
    ['gives up on a mark without end', `[${'1,'.repeat(80)}`, `[${'1,'.repeat(80)}`, [], 0],
    ['drops a number after a citation', 'x [S1][9] y', 'x [S1] y', ['S1'], 1],
  ])('%s', (_, text, expected, cited, dropped) => {
    expect(filtered([text])).toEqual({ text: expected, cited, dropped });
  });

  it('numbers citations in the order in which they appear, when told so', () => {
    const filter = new CitationFilter(known, (_, rank) => `[${rank}]`);
    expect(filter.push('a [S3] b [S1, S3] c [4].') + filter.end()).toBe('a [1] b [2][1] c.');
    expect(filter.cited).toEqual(['S3', 'S1']);
  });

  const answers = fc
    .array(
      fc.constantFrom('[', ']', 'S', '1', '2', '9', ',', ' ', '`', '```', '\n', 'a', 'é', '𝒳', '[S1]', ' [S9]', '[S1, S2]'),
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

  it('never lets an unknown source through outside code', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const plain = answer.replaceAll('`', '');
        expect(filtered([plain]).text).not.toMatch(/\[S9\]/u);
      }),
      { numRuns: 500 },
    );
  });
});
