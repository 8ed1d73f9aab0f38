import { describe, expect, it } from 'vitest';
import { supportOf, type Signs } from './support.js';

const signs: Signs = { wordShare: 0.5, similarity: null, passages: 100 };

describe('support', () => {
  it('without any signs is the share of words', () => {
    expect(supportOf(0.42, undefined)).toBe(0.42);
  });

  it('is nothing where a quote holds no word of the question, however near it seems', () => {
    expect(supportOf(0, { ...signs, similarity: 0.9 })).toBe(0);
  });

  it.each<[string, number, Partial<Signs>]>([
    ['more words', 0.8, {}],
    ['a better score', 0.5, { wordShare: 0.8 }],
    ['nearer meaning', 0.5, { similarity: 0.6 }],
    ['fewer passages to choose from', 0.5, { passages: 10 }],
  ])('grows with %s', (_, coverage, better) => {
    expect(supportOf(coverage, { ...signs, ...better })).toBeGreaterThan(supportOf(0.5, signs));
  });

  it('falls where the nearest passage is far in meaning', () => {
    expect(supportOf(0.5, { ...signs, similarity: 0.1 })).toBeLessThan(supportOf(0.5, signs));
  });
});
