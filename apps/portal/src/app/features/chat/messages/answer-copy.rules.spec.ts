import { answerOf, isLong, quoted, withSources } from './answer-copy.rules.js';

const source = { mark: 1, quote: 'seven daily\ncopies', title: 'Handbook', page: 12 };

describe('a copied answer', () => {
  it('has no thoughts, and its sources below', () => {
    expect(answerOf('<think>hm</think>\n\nSeven. [1]')).toBe('Seven. [1]');
    expect(withSources('<think>hm</think>\n\nSeven. [1]\n', [source, { ...source, mark: 2, page: null }])).toBe(
      'Seven. [1]\n\nSources:\n[1] “seven daily copies” (Handbook, p. 12)\n[2] “seven daily copies” (Handbook)',
    );
    expect(withSources('Seven.', [])).toBe('Seven.');
  });

  it('quotes a passage line by line', () => {
    expect(quoted(' one\n\ntwo ')).toBe('> one\n> two\n\n');
  });

  it('folds what is long in characters or lines', () => {
    expect([isLong('x'.repeat(1201)), isLong('x\n'.repeat(15)), isLong('short\nquestion')]).toEqual([true, true, false]);
  });
});
