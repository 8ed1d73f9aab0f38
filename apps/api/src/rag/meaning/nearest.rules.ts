/** A passage and how near its meaning is to that of the question: 1 the same, 0 nothing in common. */
export interface NearPassage {
  readonly versionId: string;
  readonly ordinal: number;
  readonly similarity: number;
}

export interface NearPassages {
  /** Best first. */
  readonly passages: readonly NearPassage[];
  /** Whether the similarities are those of the included model, whose scale is known. */
  readonly isCalibrated: boolean;
}

/** Those at least so near, the nearest first. */
export function nearest(all: readonly NearPassage[], least: number, limit: number): NearPassage[] {
  return all
    .filter(({ similarity }) => similarity >= least)
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, limit);
}
