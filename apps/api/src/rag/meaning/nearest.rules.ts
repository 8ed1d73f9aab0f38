/** A passage and how near its meaning is to that of the question: 1 the same, 0 nothing in common. */
export interface NearPassage {
  readonly versionId: string;
  readonly ordinal: number;
  readonly similarity: number;
}

/** Below this, passages have nothing to do with the question: a nearest one there always is. */
export const LEAST_SIMILARITY = 0.25;

/** The nearest ones first. */
export function nearest(all: readonly NearPassage[], limit: number): NearPassage[] {
  return all
    .filter(({ similarity }) => similarity >= LEAST_SIMILARITY)
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, limit);
}
