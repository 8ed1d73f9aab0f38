import type { KnowledgeAnswer, SearchHits } from '#contracts/rag.js';
import type { Passage } from './passage.js';

/** Passages as a caller sees them. The score is 1 for the best and falls with the rank: a raw score would tell of other documents. */
export function hitsOf(passages: readonly Passage[]): SearchHits {
  return {
    items: passages.map(({ chunkId, documentId, version, documentTitle, page, heading, text }, at) => ({
      chunkId,
      documentId,
      version,
      title: documentTitle,
      page,
      heading,
      text,
      score: Math.round(1000 / (at + 1)) / 1000,
    })),
  };
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
