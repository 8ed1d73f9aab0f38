import type { Settings } from '#platform/config/settings/settings.js';
import { CHUNK_SIZES, type ChunkSizes } from '#retrieval/chunker.js';
import { KnowledgeSettings } from '../rag.settings.js';

/** How long passages are, as the settings say now. */
export function chunkSizesOf(settings: Settings): ChunkSizes {
  const { chunkTokens, chunkMaxTokens } = settings.of(KnowledgeSettings);
  return { ...CHUNK_SIZES, targetTokens: chunkTokens, maxTokens: Math.max(chunkTokens, chunkMaxTokens) };
}
