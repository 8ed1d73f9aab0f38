/** Bytes as they come, cut into pieces of one size; the last one is what is left. */
export async function* inParts(source: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer, void, undefined> {
  let kept: Buffer[] = [];
  let length = 0;
  for await (const piece of source) {
    kept.push(piece);
    length += piece.length;
    while (length >= bytes) {
      const all = Buffer.concat(kept, length);
      yield all.subarray(0, bytes);
      kept = [all.subarray(bytes)];
      length -= bytes;
    }
  }
  if (length > 0) yield Buffer.concat(kept, length);
}
