export interface Block {
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

/**
 * Cuts bytes that come in pieces of any size into blocks of one size. The last one has what is left: it is full when all fits, and empty
 * only when there was nothing at all.
 *
 * @param firstSize of the first block, when that is another one
 */
export async function* blocksOf(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  size: number,
  firstSize = size,
): AsyncGenerator<Block, void, undefined> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let wanted = firstSize;
  for await (const piece of source) {
    let rest = piece;
    // A full block waits until there is more: only then it is known not to be the last.
    while (held + rest.length > wanted) {
      const missing = wanted - held;
      yield { bytes: Buffer.concat([...pieces, rest.subarray(0, missing)], wanted), isLast: false };
      rest = rest.subarray(missing);
      pieces = [];
      held = 0;
      wanted = size;
    }
    if (rest.length > 0) pieces.push(rest);
    held += rest.length;
  }
  yield { bytes: Buffer.concat(pieces, held), isLast: true };
}
