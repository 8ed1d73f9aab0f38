import { readFileSync } from 'node:fs';
import { prepare } from '../../apps/api/src/rag/intake/ingestion.rules.js';
import { CHUNK_SIZES } from '#retrieval/chunker.js';
import { extractiveAnswer } from '#retrieval/extractive-answer.js';
import { buildSegment } from '#retrieval/index/segment.js';
import { questionOf } from '#retrieval/ranking/question.js';
import { blindingWith, searchSegments } from './memory-index.js';

/** A small handbook of a clinic in one language, with questions that it answers (and by which passage) and others. */
export interface TestCollection {
  readonly passages: readonly (readonly [heading: string, text: string])[];
  readonly answerable: readonly (readonly [question: string, passage: number])[];
  readonly unanswerable: readonly string[];
}

export const COLLECTION_LANGUAGES = ['en', 'de', 'fr', 'es', 'pl', 'tr', 'ru', 'ar', 'zh'] as const;

export function readCollection(language: string): TestCollection {
  return JSON.parse(readFileSync(new URL(`../collections/${language}.json`, import.meta.url), 'utf8')) as TestCollection;
}

/** Indexes a collection in memory and asks it without a model. */
export function collectionIndex({ passages }: TestCollection) {
  const text = passages.map(([heading, body]) => `## ${heading}\n\n${body}`).join('\n\n');
  const { chunks, terms, language } = prepare({ title: '', text, format: 'markdown' }, CHUNK_SIZES);
  const blind = blindingWith('any key');
  const segment = buildSegment(terms, blind);
  return (question: string) => {
    const asked = questionOf(question, [language]);
    const { hits, weights, possible } = searchSegments(asked, [segment], blind, 8);
    const sources = hits.map(({ chunk, score }) => ({
      text: chunks[chunk]!.text,
      heading: chunks[chunk]!.headings.join(' › '),
      title: '',
      language,
      rankShare: score / (hits[0]?.score ?? 1),
    }));
    const wordShare = possible === 0 ? 0 : Math.min(1, (hits[0]?.score ?? 0) / possible);
    const needs = {
      words: asked.wanted.map(({ forms }, at) => ({ forms, weight: weights[at] ?? 0 })),
      pairs: asked.pairs,
      signs: { wordShare, similarity: null, passages: chunks.length },
    };
    const ranked = hits.map(({ chunk }) => passages.findIndex(([heading]) => chunks[chunk]!.headings.includes(heading)));
    return {
      ranked,
      answer: extractiveAnswer(question, needs, sources),
    };
  };
}
