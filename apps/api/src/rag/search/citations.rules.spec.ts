import { describe, expect, it } from 'vitest';
import { citationsFor, citationsOfQuotes } from './citations.rules.js';
import type { PlacedMark } from '#contracts/chat/citation-marks.js';
import type { Passage } from './passage.js';
import { hitsOf } from './search-hits.rules.js';

function passage(text: string, more: Partial<Passage> = {}): Passage {
  return {
    chunkId: 'chunk',
    documentId: 'document',
    version: 1,
    documentTitle: 'Guide',
    heading: 'Backups',
    page: null,
    text,
    start: 1000,
    end: 1000 + text.length,
    score: 7.5,
    contentHash: 'hash',
    language: 'english',
    staysHere: true,
    isAttached: false,
    similarity: null,
    corrections: [],
    asked: { words: [], pairs: [] },
    ...more,
  };
}

/** As the chat room says them, for answers in which every number in brackets is a mark. */
function marked(answer: string): PlacedMark[] {
  return [...answer.matchAll(/\[(\d)\]/gu)].map((found) => ({ mark: Number(found[1]), at: found.index }));
}
function cite(answer: string, cited: readonly Passage[]) {
  return citationsFor(answer, cited, marked(answer));
}

const backups = passage('Backups run at two in the night. Seven daily copies are kept. Restoring takes two people.');
const audit = passage('The audit log is kept for six years.', { chunkId: 'other', start: 0, end: 36 });

describe('citationsFor', () => {
  it('gives one citation a mark, at its exact place', () => {
    const [first, second] = cite('The log stays “for six years” [1]. It says “seven daily copies are kept” [2].', [
      audit,
      backups,
    ]);
    expect(first).toMatchObject({
      mark: 1,
      chunkId: 'other',
      quote: audit.text,
      start: 0,
      end: 36,
      verdict: 'verified',
      check: 'quote-found',
    });
    expect(second).toMatchObject({
      mark: 2,
      chunkId: 'chunk',
      quote: 'Seven daily copies are kept',
      start: 1033,
      verdict: 'repaired',
    });
    expect(backups.text.slice((second?.start ?? 0) - 1000, (second?.end ?? 0) - 1000)).toBe(second?.quote);
  });

  it('says so when the passage does not say what is quoted', () => {
    const [citation] = cite('It says “ninety hourly copies are kept forever” [1].', [backups]);
    expect(citation).toMatchObject({
      verdict: 'unverified',
      check: 'quote-not-found',
      quote: 'ninety hourly copies are kept forever',
      start: 1000,
      end: backups.end,
    });
  });

  it('quotes what speaks to the sentence before the mark, where the answer quotes nothing', () => {
    const [citation] = cite('Copies are made. To restore, two people are needed [1].', [backups]);
    expect(citation?.verdict).toBe('verified');
    expect(citation?.quote).toContain('Restoring takes two people.');
    expect(backups.text).toContain(citation?.quote ?? '?');
  });

  it('says where its marks stand, and takes no other number in brackets for one', () => {
    const answer = 'Copies [1] are kept, see a[1]. Seven of them [1].';
    const marks = marked(answer).filter(({ at }) => at !== 26);
    expect(citationsFor(answer, [backups], marks).map(({ mark, places }) => [mark, places])).toEqual([[1, [7, 45]]]);
  });

  it('takes an unmarked quote for the passage that says it', () => {
    const [citation] = cite('> Seven daily copies are kept.\n\nSee [1].', [backups]);
    expect(citation).toMatchObject({ verdict: 'verified', quote: 'Seven daily copies are kept.' });
  });

  it('cites nothing where no mark is', () => {
    expect(cite('Nothing here.', [])).toEqual([]);
    expect(cite('Nothing here.', [backups])).toEqual([]);
  });
});

describe('citationsOfQuotes', () => {
  it('places quotes in the document', () => {
    const quotes = [{ source: 1, quote: 'audit log', start: 4, end: 13, markAt: 30 }];
    expect(citationsOfQuotes(quotes, [backups, audit])).toMatchObject([
      { mark: 1, places: [30], chunkId: 'other', start: 4, end: 13, verdict: 'verified' },
    ]);
  });
});

describe('hitsOf', () => {
  it('tells ranks and not scores', () => {
    expect(hitsOf([backups, audit, backups]).items.map(({ score }) => score)).toEqual([1, 0.5, 0.333]);
  });
});
