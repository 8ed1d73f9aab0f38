import type { Postings } from '../index/postings.js';

/** Chunks of one segment that hold something, and how often. */
export interface Matches {
  readonly chunks: Uint32Array;
  readonly counts: Uint8Array;
}

/** The chunks in which the right term directly follows the left one, with the number of times. */
export function together(left: Postings, right: Postings): Matches {
  const chunks: number[] = [];
  const counts: number[] = [];
  const leftPlaces = left.places();
  const rightPlaces = right.places();
  let leftAt = 0;
  let rightAt = 0;
  let l = 0;
  let r = 0;
  while (l < left.chunks.length && r < right.chunks.length) {
    const leftChunk = left.chunks[l] as number;
    const rightChunk = right.chunks[r] as number;
    const leftCount = left.counts[l] as number;
    const rightCount = right.counts[r] as number;
    if (leftChunk < rightChunk) {
      leftAt += leftCount;
      l += 1;
    } else if (rightChunk < leftChunk) {
      rightAt += rightCount;
      r += 1;
    } else {
      const times = following(leftPlaces, leftAt, leftAt + leftCount, rightPlaces, rightAt, rightAt + rightCount);
      if (times > 0) {
        chunks.push(leftChunk);
        counts.push(times);
      }
      leftAt += leftCount;
      rightAt += rightCount;
      l += 1;
      r += 1;
    }
  }
  return { chunks: Uint32Array.from(chunks), counts: Uint8Array.from(counts) };
}

function following(left: Uint16Array, from: number, to: number, right: Uint16Array, rightFrom: number, rightTo: number): number {
  let times = 0;
  let r = rightFrom;
  for (let l = from; l < to; l++) {
    const wanted = (left[l] as number) + 1;
    while (r < rightTo && (right[r] as number) < wanted) r += 1;
    if (r < rightTo && right[r] === wanted) times += 1;
  }
  return times;
}
