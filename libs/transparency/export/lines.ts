/** A line that is longer than any that we write, and so not read into memory. */
export const overlongLine = Symbol('overlong line');

/** Splits bytes into lines of text (UTF-8, \n) without ever holding more than one line of at most `maxBytes`. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes = 65_536,
): AsyncGenerator<string | typeof overlongLine> {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let isOverlong = false;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      const lineBytes = keptBytes + end - start;
      if (isOverlong || lineBytes > maxBytes) yield overlongLine;
      else
        yield kept.length === 0
          ? bytes.toString('utf8', start, end)
          : Buffer.concat([...kept, bytes.subarray(start, end)]).toString('utf8');
      kept = [];
      keptBytes = 0;
      isOverlong = false;
      start = end + 1;
    }
    const rest = bytes.length - start;
    isOverlong ||= keptBytes + rest > maxBytes;
    if (isOverlong) kept = [];
    else if (rest > 0) kept.push(Buffer.from(bytes.subarray(start)));
    keptBytes += rest;
  }
  if (isOverlong) yield overlongLine;
  else if (keptBytes > 0) yield Buffer.concat(kept).toString('utf8');
}
