import { describe, expect, it } from 'vitest';
import type { Citation } from '#contracts/rag.js';
import { idsAsText, knownMarks, marksBegun, samePassages, shownMark } from './citations.rules.js';

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

it('knows which ids a text has in brackets of its own', () => {
  expect([...idsAsText(['The disc L5 (S1) and 【S2, S4】, but [S3] and (12).'])]).toEqual(['S1', 'S2', 'S4']);
});

describe('the marks of an answer that is continued', () => {
  it('are where its citations say', () => {
    expect(marksBegun('a[1] b [1]', [{ ...citation(1), places: [7] }], 3)).toEqual([{ mark: 1, at: 7 }]);
  });

  it('are the numbers of its passages where the process died that knew better', () => {
    expect(marksBegun('Ages [18]. Kept [2].', [], 3)).toEqual([{ mark: 2, at: 16 }]);
  });
});

describe('the passages of a continued answer', () => {
  const found = [passage('a'), passage('b'), passage('c')];
  it('keep their order', () => expect(samePassages(found, [passage('c'), passage('a')])).toEqual([passage('c'), passage('a')]));
  it('are lost when one is gone', () => expect(samePassages(found, [passage('a'), passage('x')])).toBeNull());
  it('are lost when one has changed', () => expect(samePassages(found, [passage('a', 'other')])).toBeNull());
});
