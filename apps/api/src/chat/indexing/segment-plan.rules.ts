/** Texts that wait before they are merged. */
export const leastEntries = 64;
/** Texts merged into a first segment at once. */
export const mostEntries = 1_024;
/** Segments of about one size that become a larger one. */
export const fanIn = 6;
/** Larger ones stay as they are. */
const mostTexts = 65_536;

interface Sized {
  readonly id: string;
  readonly texts: number;
  readonly isStale: boolean;
}

/** Which segments to build anew as one: those of one size once there are several, else one with words of removed conversations. */
export function nextMerge<Segment extends Sized>(segments: readonly Segment[]): readonly Segment[] {
  const sizes = Map.groupBy(
    segments.filter(({ texts }) => texts < mostTexts),
    ({ texts }) => Math.floor(Math.log(texts) / Math.log(fanIn)),
  );
  const full = [...sizes].sort(([left], [right]) => left - right).find(([, same]) => same.length >= fanIn);
  if (full) return full[1].slice(0, fanIn);
  return segments.filter(({ isStale }) => isStale).slice(0, 1);
}
