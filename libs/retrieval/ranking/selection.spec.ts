import { describe, expect, it } from 'vitest';
import { fuse } from './fusion.js';
import { withoutNearDuplicates } from './near-duplicates.js';
import { select, type Candidate } from './selection.js';

const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'];

function candidate(documentId: string, ordinal: number, more: Partial<Candidate> = {}): Candidate {
  const text = `Passage ${numbers[ordinal]} of ${documentId} stands for itself alone.`;
  return { documentId, ordinal, heading: 'H', text, start: ordinal * 100, end: ordinal * 100 + text.length, score: 1, ...more };
}

const generous = { limit: 10, perDocument: 3, tokenBudget: 10_000 };
const names = (items: readonly Candidate[]): string[] => items.map(({ documentId, ordinal }) => `${documentId}${ordinal}`);

describe('select', () => {
  const many = [candidate('a', 0), candidate('a', 2), candidate('a', 4), candidate('a', 6), candidate('b', 0)];

  it('takes few from one document while others compete with it', () => {
    expect(names(select(many, { ...generous, limit: 4 }))).toEqual(['a0', 'a2', 'a4', 'b0']);
  });

  it('fills places that other documents leave free, in the order of the ranking', () => {
    expect(names(select(many, generous))).toEqual(['a0', 'a2', 'a4', 'a6', 'b0']);
    expect(names(select([...many.slice(0, 4), candidate('b', 0, { score: 0.2 })], { ...generous, limit: 4 }))).toEqual([
      'a0',
      'a2',
      'a4',
      'a6',
    ]);
  });

  it('joins no more than can be read as one passage', () => {
    const long = (ordinal: number): Candidate => {
      const text = `${numbers[ordinal]} `.repeat(300);
      return candidate('a', ordinal, { text, start: ordinal * 2_000, end: ordinal * 2_000 + text.length });
    };
    expect(names(select([long(1), long(2), long(3)], generous))).toEqual(['a1', 'a3']);
  });

  it('joins neighbours under one heading into the better one, at exact places', () => {
    const [second, first] = [candidate('a', 1, { score: 9 }), candidate('a', 0)];
    const [joined, other] = select([second, candidate('b', 0), first], generous);
    expect(joined).toMatchObject({ ordinal: 1, score: 9, start: first.start, end: second.end });
    expect(joined?.text).toHaveLength(second.end - first.start);
    expect(joined?.text.slice(second.start - first.start)).toBe(second.text);
    expect(other?.documentId).toBe('b');
  });

  it('does not join across headings', () => {
    expect(select([candidate('a', 0), candidate('a', 1, { heading: 'Other' })], generous)).toHaveLength(2);
  });

  it('keeps to the budget and goes on with what still fits', () => {
    const long = candidate('a', 0, { text: 'long '.repeat(200) });
    expect(names(select([long, candidate('b', 0)], { ...generous, tokenBudget: 100 }))).toEqual(['b0']);
  });

  it('keeps to the limit', () => {
    expect(select([candidate('a', 0), candidate('b', 0), candidate('c', 0)], { ...generous, limit: 2 })).toHaveLength(2);
  });

  it('drops near-duplicates, whichever document they stand in', () => {
    const copy = candidate('b', 3, { text: `${candidate('a', 0).text} Indeed.` });
    expect(names(select([candidate('a', 0), copy], generous))).toEqual(['a0']);
  });
});

describe('withoutNearDuplicates', () => {
  it.each([
    [['Keys are rotated every year by the keyring.', 'KEYS are rotated every year, by the keyring!'], 1],
    [['Keys are rotated every year by the keyring.', 'Logs are pruned every year by the sequencer.'], 2],
    [['Yes.', 'yes'], 1],
    [['数据加密', '密钥保存'], 2],
  ])('of %j keeps %i', (texts, kept) => {
    expect(withoutNearDuplicates(texts.map((text) => ({ text })))).toHaveLength(kept);
  });
});

describe('fuse', () => {
  it('adds weighted shares between the worst and the best', () => {
    const fused = fuse([
      {
        weight: 0.75,
        scores: new Map([
          ['a', 30],
          ['b', 20],
          ['c', 10],
        ]),
      },
      {
        weight: 0.25,
        scores: new Map([
          ['c', 0.9],
          ['d', 0.1],
        ]),
      },
    ]);
    expect(Object.fromEntries(fused)).toEqual({ a: 0.75, b: 0.375, c: 0.25, d: 0 });
  });

  it('measures a leg that found little by what such a leg can reach', () => {
    const near = { weight: 0.5, scores: new Map([['a', 0.4]]), span: { least: 0.2, most: 0.6 } };
    const words = {
      weight: 0.5,
      scores: new Map([
        ['b', 8],
        ['c', 4],
      ]),
      span: { least: 0, most: 0 },
    };
    const fused = fuse([near, words]);
    expect(fused.get('a')).toBeCloseTo(0.25);
    expect([fused.get('b'), fused.get('c')]).toEqual([0.5, 0.25]);
  });

  it('takes a lone or equal result as best', () => {
    expect(
      Object.fromEntries(
        fuse([
          {
            weight: 1,
            scores: new Map([
              ['a', 3],
              ['b', 3],
            ]),
          },
        ]),
      ),
    ).toEqual({ a: 1, b: 1 });
    expect(fuse([{ weight: 1, scores: new Map() }]).size).toBe(0);
  });
});
