import { describe, expect, it } from 'vitest';
import { COLLECTION_LANGUAGES, collectionIndex, readCollection } from '../../../../../test/support/collections.js';

/** Every second question was used to fit what an answer is refused by (`support.ts`); these are the others. */
const isReported = (_: unknown, at: number): boolean => at % 2 === 1;

const asked = COLLECTION_LANGUAGES.map((language) => {
  const collection = readCollection(language);
  const ask = collectionIndex(collection);
  return {
    language,
    right: collection.answerable.map(([question, passage]) => ({ question, passage, ...ask(question) })),
    others: collection.unanswerable.map((question) => ({ question, ...ask(question) })),
  };
});

describe('questions in nine languages about the same handbook', () => {
  it.each(asked)('find the right passage first in $language', ({ right }) => {
    const first = right.filter(({ ranked, passage }) => ranked[0] === passage);
    expect(first.length, wrong(right)).toBeGreaterThanOrEqual(right.length - 1);
  });

  it('are answered, nearly all, and others refused, nearly all', () => {
    const right = asked.flatMap((one) => one.right.filter(isReported));
    const others = asked.flatMap((one) => one.others.filter(isReported));
    const refused = right.filter(({ answer }) => answer.verdict === 'not-found');
    const shown = others.filter(({ answer }) => answer.verdict !== 'not-found');
    expect([right.length, others.length]).toEqual([72, 108]);
    expect(refused.length / right.length, questionsOf(refused)).toBeLessThanOrEqual(0.09);
    expect(shown.length / others.length, questionsOf(shown)).toBeLessThanOrEqual(0.05);
  });

  it.each(asked)('are refused wrongly at most three times of sixteen in $language', ({ right }) => {
    const refused = right.filter(({ answer }) => answer.verdict === 'not-found');
    expect(refused.length, questionsOf(refused)).toBeLessThanOrEqual(3);
  });
});

function wrong(right: readonly { question: string; passage: number; ranked: readonly number[] }[]): string {
  return questionsOf(right.filter(({ ranked, passage }) => ranked[0] !== passage));
}

function questionsOf(some: readonly { readonly question: string }[]): string {
  return some.map(({ question }) => question).join('\n');
}
