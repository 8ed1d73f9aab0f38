import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CHUNK_SIZES } from '#retrieval/chunker.js';
import { extractiveAnswer } from '#retrieval/extractive-answer.js';
import { buildSegment } from '#retrieval/index/segment.js';
import { questionOf } from '#retrieval/ranking/question.js';
import { select } from '#retrieval/ranking/selection.js';
import { visibleText } from '#retrieval/text/visible-text.js';
import { words } from '#retrieval/text/words.js';
import { blindingWith, searchSegments } from '../../../../../test/support/memory-index.js';
import { isThorough } from '../../../../../test/support/thorough.js';
import { headingLine, prepare } from '../intake/ingestion.rules.js';

const text = visibleText(readFileSync(new URL('../../../../../config/knowledge.md', import.meta.url), 'utf8'));
const { chunks, terms } = prepare({ title: 'Chat Man', text, format: 'markdown' }, CHUNK_SIZES);
const blind = blindingWith('any key');
const segment = buildSegment(terms, blind);
const known = [...new Set(words(text).map((word) => word.text))];

/** The same questions in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) yield (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
}
const random = numbers(23);
const pick = (): string => known[random.next().value % known.length]!;

function cited(question: string): { quote: string; start: number; end: number }[] {
  const asked = questionOf(question, ['english']);
  const { hits, weights } = searchSegments(asked, [segment], blind, 16);
  const found = hits.map(({ chunk, score }) => {
    const { text: own, headings, start, end } = chunks[chunk]!;
    return { documentId: 'd', ordinal: chunk, heading: headingLine(headings), text: own, start, end, score };
  });
  const passages = select(found, { limit: 8, perDocument: 3, tokenBudget: Infinity });
  const needs = { words: asked.wanted.map(({ forms }, at) => ({ forms, weight: weights[at] ?? 0 })), pairs: asked.pairs };
  const sources = passages.map((passage) => ({ ...passage, title: 'Chat Man', language: 'english' as const, rankShare: 1 }));
  return extractiveAnswer(question, needs, sources).quotes.map(({ source, quote, start, end }) => {
    const from = passages[source]?.start ?? 0;
    return { quote, start: from + start, end: from + end };
  });
}

it('whatever is asked, each citation stands in the document at its place', { timeout: 600_000 }, () => {
  const most = isThorough ? 10_000 : 300;
  let checked = 0;
  while (checked < most) {
    for (const { quote, start, end } of cited(`What ${pick()} ${pick()} the ${pick()} and ${pick()}?`)) {
      // Where neighbours were joined, white space between them keeps its length and may be of another kind.
      expect(text.slice(start, end).replaceAll(/\s/gu, ' ')).toBe(quote.replaceAll(/\s/gu, ' '));
      checked += 1;
    }
  }
});
