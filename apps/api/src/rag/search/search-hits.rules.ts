import type { KnowledgeAnswer, SearchHits, SearchWhy } from '#contracts/rag.js';
import { heldWords } from '#retrieval/text/extract.js';
import type { Passage } from './passage.js';

/** Passages as a caller sees them. The score is 1 for the best and falls with the rank: a raw score would tell of other documents. */
export function hitsOf(passages: readonly Passage[]): SearchHits {
  return {
    items: passages.map((passage, at) => ({
      chunkId: passage.chunkId,
      documentId: passage.documentId,
      version: passage.version,
      title: passage.documentTitle,
      page: passage.page,
      heading: passage.heading,
      text: passage.text,
      score: Math.round(1000 / (at + 1)) / 1000,
      why: whyOf(passage),
    })),
    corrections: (passages[0]?.corrections ?? []).map(({ word, taken }) => ({ word, taken: [...taken] })),
  };
}

/** Of the question's words those that it or its headings hold, and how near it is in meaning: both follow from the passage and the question alone. */
function whyOf({ text, heading, documentTitle, language, similarity, asked }: Passage): SearchWhy {
  const held = heldWords(`${documentTitle}. ${heading}. ${text}`, language, asked);
  const words = asked.words.flatMap(({ word }, at) => (held.has(at) && word !== undefined ? word : []));
  return { words: [...new Set(words)], meaning: similarity === null ? null : Math.round(Math.max(0, similarity) * 100) / 100 };
}

/** What the audit log keeps of a search: what was found, never what was asked. */
export function noteOfSearch(passages: readonly Passage[]): Record<string, unknown> {
  return { chunks: passages.map(({ chunkId }) => chunkId) };
}

/** What the audit log keeps of an answer. */
export function noteOfAnswer({ citations, provenance }: KnowledgeAnswer): Record<string, unknown> {
  return {
    provider: provenance.provider,
    notices: provenance.notices,
    chunks: provenance.passages.map(({ chunkId }) => chunkId),
    cited: citations.map(({ chunkId, verdict }) => ({ chunkId, verdict })),
  };
}
