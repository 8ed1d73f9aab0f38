/** Where a document's chunks are in a segment. */
export interface DocumentInSegment {
  readonly versionId: string;
  readonly firstChunk: number;
  readonly chunks: number;
}

/** What a search needs to know of a segment besides postings. */
export interface SegmentView {
  readonly lengths: Uint16Array;
  /** Documents that still exist, by first chunk. */
  readonly documents: readonly DocumentInSegment[];
  /** 1 for chunks of documents that still exist; null when all do. */
  readonly live: Uint8Array | null;
  readonly liveChunks: number;
  readonly liveLength: number;
}

/** Works out what is left of a segment from the documents that are. */
export function viewOf(lengths: Uint16Array, documents: readonly DocumentInSegment[]): SegmentView {
  const liveChunks = documents.reduce((sum, { chunks }) => sum + chunks, 0);
  const live = liveChunks === lengths.length ? null : new Uint8Array(lengths.length);
  let liveLength = 0;
  for (const { firstChunk, chunks } of documents) {
    live?.fill(1, firstChunk, firstChunk + chunks);
    for (let chunk = firstChunk; chunk < firstChunk + chunks; chunk++) liveLength += lengths[chunk] ?? 0;
  }
  return { lengths, documents, live, liveChunks, liveLength };
}

/** Which document a chunk of the segment belongs to, and its number there. */
export function placeOfChunk(
  { documents }: Pick<SegmentView, 'documents'>,
  chunk: number,
): { versionId: string; ordinal: number } {
  let low = 0;
  let high = documents.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((documents[middle]?.firstChunk ?? 0) <= chunk) low = middle;
    else high = middle - 1;
  }
  const found = documents[low];
  if (found === undefined || chunk < found.firstChunk || chunk >= found.firstChunk + found.chunks) {
    throw new Error(`chunk ${chunk} of a segment belongs to no document that is left`);
  }
  return { versionId: found.versionId, ordinal: chunk - found.firstChunk };
}

/** Chunk lengths as they are sealed: two bytes each, low byte first. */
export function packLengths(lengths: Uint16Array): Uint8Array {
  const packed = new DataView(new ArrayBuffer(lengths.length * 2));
  lengths.forEach((length, at) => packed.setUint16(at * 2, length, true));
  return new Uint8Array(packed.buffer);
}

export function readLengths(packed: Uint8Array): Uint16Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const lengths = new Uint16Array(packed.byteLength / 2);
  for (let at = 0; at < lengths.length; at++) lengths[at] = view.getUint16(at * 2, true);
  return lengths;
}
