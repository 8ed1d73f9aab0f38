/** A segment as the plan sees it. */
export interface PlannedSegment {
  readonly id: string;
  /** Chunks it was written with, removed ones included. */
  readonly chunks: number;
  readonly liveChunks: number;
  /** When the first of its documents was removed, or null. */
  readonly removedSince: Date | null;
  readonly createdAt: Date;
}

/** Segments of this many chunks times a power of the fan are of one size class; so many of a class become one. */
const SMALLEST_CLASS = 32;
const FAN = 4;
/** Up to this size a segment with removed documents is rewritten at once; above it, in time or when much of it is gone. */
const REWRITTEN_AT_ONCE = 20_000;
const MUCH_GONE = 0.2;
/** When nothing came in for so long, all segments become one, unless that is more than a few seconds' work. */
const QUIET_MS = 3_600_000;
const MOST_AT_ONCE = 300_000;

/**
 * Which segments to rewrite together next, or null when all is in order. Words of removed documents come first: they must go. Then
 * segments of one size class are merged, four at a time, so that there are few (their number grows with the logarithm of the chunks)
 * and each chunk is rewritten seldom (as often as there are classes above its own). A collection at rest becomes one segment.
 */
export function nextMerge(segments: readonly PlannedSegment[], now: Date, purgeWithinMs: number): string[] | null {
  const stale = segments.filter((segment) => mustBePurged(segment, now, purgeWithinMs));
  if (stale.length > 0) return stale.slice(0, FAN).map(({ id }) => id);
  const classes = Map.groupBy(segments, ({ liveChunks }) => classOf(liveChunks));
  const crowded = [...classes].filter(([, members]) => members.length >= FAN).sort(([one], [other]) => one - other)[0];
  if (crowded === undefined) return isAtRest(segments, now) ? segments.map(({ id }) => id) : null;
  const [sizeClass, members] = crowded;
  // Everything that is smaller comes along: it costs little and leaves fewer behind.
  const smaller = segments.filter(({ liveChunks }) => classOf(liveChunks) < sizeClass);
  return [...members, ...smaller].map(({ id }) => id);
}

function isAtRest(segments: readonly PlannedSegment[], now: Date): boolean {
  const total = segments.reduce((sum, { liveChunks }) => sum + liveChunks, 0);
  return (
    segments.length > 1 &&
    total <= MOST_AT_ONCE &&
    segments.every(({ createdAt }) => now.getTime() - createdAt.getTime() >= QUIET_MS)
  );
}

function mustBePurged({ chunks, liveChunks, removedSince }: PlannedSegment, now: Date, purgeWithinMs: number): boolean {
  if (removedSince === null) return false;
  return (
    chunks <= REWRITTEN_AT_ONCE ||
    chunks - liveChunks >= chunks * MUCH_GONE ||
    now.getTime() - removedSince.getTime() >= purgeWithinMs
  );
}

function classOf(chunks: number): number {
  return Math.max(0, Math.ceil(Math.log(chunks / SMALLEST_CLASS) / Math.log(FAN)));
}
