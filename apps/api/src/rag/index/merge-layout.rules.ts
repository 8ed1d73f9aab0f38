import type { MergeInput } from '#retrieval/index/segment.js';
import { viewOf, type DocumentInSegment } from './segment-view.rules.js';

/** One input of a merge: chunk lengths as written, and the documents that are left. */
export interface LayoutInput {
  readonly lengths: Uint16Array;
  readonly documents: readonly DocumentInSegment[];
}

export interface Layout {
  readonly lengths: Uint16Array;
  /** How each input's chunks are numbered in the merged segment. */
  readonly renumbered: readonly MergeInput['renumbered'][];
}

/** Numbers the chunks of what is left, input after input. */
export function layOut(inputs: readonly LayoutInput[]): Layout {
  const views = inputs.map(({ lengths, documents }) => viewOf(lengths, documents));
  const lengths = new Uint16Array(views.reduce((sum, view) => sum + view.liveChunks, 0));
  let next = 0;
  const renumbered = views.map((view) => {
    const first = next;
    next += view.liveChunks;
    if (view.live === null) {
      lengths.set(view.lengths, first);
      return first;
    }
    let number = first;
    return Int32Array.from(view.live, (isLive, chunk) => {
      if (isLive === 0) return -1;
      lengths[number] = view.lengths[chunk] ?? 0;
      return number++;
    });
  });
  return { lengths, renumbered };
}
