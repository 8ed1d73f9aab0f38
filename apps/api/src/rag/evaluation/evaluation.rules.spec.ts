import { describe, expect, it } from 'vitest';
import { evaluated, figuresOf, isRight } from './evaluation.rules.js';

const passage = (chunkId: string, documentId: string, text: string) => ({ chunkId, documentId, text });
const found = [passage('c1', 'a', 'Doors close at six.'), passage('c2', 'b', 'Doors  OPEN at\nnine.')];

describe('a passage', () => {
  it.each([
    ['of a right document', { documents: ['b'], quote: null }, [false, true]],
    ['that holds the words', { documents: [], quote: 'doors open at nine' }, [false, true]],
    ['that holds the words in another document', { documents: ['a'], quote: 'open at nine' }, [false, false]],
    ['for what nothing answers', { documents: [], quote: null }, [false, false]],
  ])('%s is right or not', (_, right, expected) => {
    expect(found.map((each) => isRight(right, each))).toEqual(expected);
  });
});

describe('figures', () => {
  it('say how well questions were answered and refused', () => {
    const all = [
      evaluated('q1', { documents: ['b'], quote: null }, found, { cited: ['c1', 'c2'], isRefused: false }),
      evaluated('q2', { documents: ['z'], quote: null }, found, { cited: [], isRefused: true }),
      evaluated('q3', { documents: [], quote: null }, [], { cited: [], isRefused: true }),
      evaluated('q4', { documents: [], quote: null }, found, { cited: ['c1'], isRefused: false }),
    ];
    expect(figuresOf(all, new Set(['q1', 'q2']))).toEqual({
      recall: 0.5,
      mrr: 0.25,
      citationPrecision: 0.5,
      refusalRate: 0.5,
      wrongRefusalRate: 0.5,
    });
  });

  it('that no question asks for are none', () => {
    const only = [evaluated('q1', { documents: [], quote: null }, [], { cited: [], isRefused: true })];
    expect(figuresOf(only, new Set())).toEqual({
      recall: null,
      mrr: null,
      citationPrecision: null,
      refusalRate: 1,
      wrongRefusalRate: null,
    });
  });
});
