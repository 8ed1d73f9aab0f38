import { describe, expect, it } from 'vitest';
import type { Citation } from '#contracts/rag.js';
import { citedIn, knownMarks, samePassages, shownMark } from './citations.rules.js';

const citation = (mark: number): Citation => {
  return {
    mark,
    documentId: 'd',
    chunkId: 'c',
    title: 't',
    heading: 'h',
    quote: 'q',
    start: 0,
    end: 1,
    page: null,
    verdict: 'verified',
  };
};
const passage = (chunkId: string, contentHash = 'h') => ({ chunkId, contentHash });

it('shows marks as numbers of the passages', () => expect([...knownMarks(2)].map(shownMark)).toEqual(['[1]', '[2]']));

it('keeps the citations whose marks the answer carries', () => {
  expect(citedIn('Yes [2]. And [2] again, not [9].', [citation(1), citation(2), citation(3)]).map(({ mark }) => mark)).toEqual([
    2,
  ]);
});

describe('the passages of a continued answer', () => {
  const found = [passage('a'), passage('b'), passage('c')];
  it('keep their order', () => expect(samePassages(found, [passage('c'), passage('a')])).toEqual([passage('c'), passage('a')]));
  it('are lost when one is gone', () => expect(samePassages(found, [passage('a'), passage('x')])).toBeNull());
  it('are lost when one has changed', () => expect(samePassages(found, [passage('a', 'other')])).toBeNull());
});
