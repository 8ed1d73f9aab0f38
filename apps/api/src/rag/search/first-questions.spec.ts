import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHUNK_SIZES } from '#retrieval/chunker.js';
import { visibleText } from '#retrieval/text/visible-text.js';
import { extractiveAnswer } from '#retrieval/extractive-answer.js';
import { questionOf } from '#retrieval/ranking/question.js';
import { buildSegment } from '#retrieval/index/segment.js';
import { blindingWith, searchSegments } from '../../../../../test/support/memory-index.js';
import { headingLine, prepare, titleOf } from '../intake/ingestion.rules.js';

const text = visibleText(readFileSync(new URL('../../../../../config/knowledge.md', import.meta.url), 'utf8'));
const title = titleOf(text, 'knowledge.md');
const { chunks, terms } = prepare({ title, text, format: 'markdown' }, CHUNK_SIZES);
const blind = blindingWith('any key');
const segment = buildSegment(terms, blind);

const testdata = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../testdata/${name}.json`, import.meta.url), 'utf8'));
const golden = testdata('good-first-questions') as [string, string][];
/** With a sentence for each part of the question. */
const answered = testdata('good-first-answers') as [string, string[]][];
const unanswerable = testdata('fail-first-questions') as string[];

function ask(question: string) {
  const asked = questionOf(question, ['english']);
  const { hits, weights, possible } = searchSegments(asked, [segment], blind, 8);
  const passages = hits.map((hit) => {
    const { text: passage, headings } = chunks[hit.chunk]!;
    return {
      text: passage,
      heading: headingLine(headings),
      title,
      language: 'english' as const,
      rankShare: hit.score / (hits[0]?.score ?? 1),
    };
  });
  const needs = {
    words: asked.wanted.map(({ forms }, at) => ({ forms, weight: weights[at] ?? 0 })),
    pairs: asked.pairs,
    signs: {
      wordShare: possible === 0 ? 0 : Math.min(1, (hits[0]?.score ?? 0) / possible),
      similarity: null,
      passages: chunks.length,
    },
  };
  return { passages, answer: extractiveAnswer(question, needs, passages) };
}

describe('a newcomer’s first questions', () => {
  it.each(golden)('%s', (question, heading) => {
    const { passages, answer } = ask(question);
    expect(passages.slice(0, 2).map((passage) => passage.heading)).toContain(heading);
    expect(answer.verdict).not.toBe('not-found');
    expect(answer.quotes.map(({ source }) => passages[source]?.heading)).toContain(heading);
  });

  it('are answered as matching, nearly all of them', () => {
    const matching = golden.filter(([question]) => ask(question).answer.verdict === 'matching');
    expect(matching.length / golden.length).toBeGreaterThanOrEqual(0.9);
  });

  it.each(answered)('are answered by the sentences that say it: %s', (question, sentences) => {
    const { answer } = ask(question);
    const quoted = answer.quotes.map(({ quote }) => quote.replace(/\s+/gu, ' ')).join('\n');
    for (const sentence of sentences) expect(quoted).toContain(sentence);
    expect(answer.verdict).toBe('matching');
  });

  it('are refused where the text cannot answer them, nearly all', () => {
    const shown = unanswerable.filter((question) => ask(question).answer.verdict !== 'not-found');
    expect(unanswerable).toHaveLength(20);
    expect(shown.length, shown.join('\n')).toBeLessThanOrEqual(2);
  });
});
