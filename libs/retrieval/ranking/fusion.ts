/** Scores that one way of searching gave, by chunk, and how much that way counts. */
export interface Leg {
  readonly weight: number;
  readonly scores: ReadonlyMap<string, number>;
  /** For a leg that found all there is: what its scores are measured by, where they reach less far. The few it found are not all best or worst. */
  readonly span?: { readonly least: number; readonly most: number } | undefined;
}

/**
 * One score for each chunk from several searches: each search is stretched to 0…1 and the weighted sum taken. A chunk that a search
 * did not find gets nothing from it. (A convex combination; see Bruch, Gai and Ingber, 2023, for why not by ranks.)
 */
export function fuse(legs: readonly Leg[]): Map<string, number> {
  const fused = new Map<string, number>();
  for (const { weight, scores, span } of legs) {
    let least = span?.least ?? Infinity;
    let most = span?.most ?? -Infinity;
    for (const score of scores.values()) {
      least = Math.min(least, score);
      most = Math.max(most, score);
    }
    for (const [chunk, score] of scores) {
      const share = most > least ? (score - least) / (most - least) : 1;
      fused.set(chunk, (fused.get(chunk) ?? 0) + weight * share);
    }
  }
  return fused;
}
