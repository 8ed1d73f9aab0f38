import { fuse, type Leg } from '#retrieval/ranking/fusion.js';
import type { NearPassages } from '../meaning/nearest.rules.js';

export interface FoundChunk {
  readonly versionId: string;
  readonly ordinal: number;
  readonly score: number;
  /** How near it is in meaning; null where that was not compared, or it is not among the nearest. */
  readonly similarity: number | null;
}

/** Of words and of meaning each. */
const WEIGHT = 0.5;
/** BM25 begins at nothing. */
const WORDS = { least: 0, most: 0 };
/** Similarities of short texts by the included model: chance, and a passage that certainly speaks to the question. */
const MEANING = { least: 0.2, most: 0.6 };

/** Half by words, half by meaning, best first. Without any by meaning, the words rank alone, by their own scores. */
export function byWordsAndMeaning(
  byWords: readonly Omit<FoundChunk, 'similarity'>[],
  { passages: near, isCalibrated }: NearPassages,
  limit: number,
): readonly FoundChunk[] {
  if (near.length === 0) return byWords.map((chunk) => ({ ...chunk, similarity: null }));
  const byMeaning = near.map(({ versionId, ordinal, similarity }) => ({ versionId, ordinal, score: similarity }));
  const legOf = (found: readonly Omit<FoundChunk, 'similarity'>[], span: Leg['span']): Leg => ({
    weight: WEIGHT,
    scores: new Map(found.map((chunk) => [placeOf(chunk), chunk.score])),
    span: found.length < limit ? span : undefined,
  });
  const fused = fuse([legOf(byWords, WORDS), legOf(byMeaning, isCalibrated ? MEANING : undefined)]);
  const chunks = new Map([...byWords, ...byMeaning].map((chunk) => [placeOf(chunk), chunk]));
  const similarity = new Map(near.map((chunk) => [placeOf(chunk), chunk.similarity]));
  return [...chunks]
    .map(([place, chunk]) => ({ ...chunk, score: fused.get(place) ?? 0, similarity: similarity.get(place) ?? null }))
    .sort((one, other) => other.score - one.score)
    .slice(0, limit);
}

function placeOf({ versionId, ordinal }: Pick<FoundChunk, 'versionId' | 'ordinal'>): string {
  return `${versionId}/${ordinal}`;
}
