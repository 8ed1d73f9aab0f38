const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** No line of a model server is that long; one that is would only fill our memory. */
export const longestLine = 1024 * 1024;

export class LineTooLong extends Error {}

/**
 * Splits a body into lines, regardless of how it is chunked. Works on bytes, so a character that is split between two chunks is
 * whole again before it becomes text.
 */
export class LineSplitter {
  private pending: Buffer[] = [];
  private pendingLength = 0;
  private isFirst = true;

  /** The lines that this piece completes, without their endings and a byte order mark before them. Throws `LineTooLong` beyond 1 MiB. */
  push(piece: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, start)) {
      lines.push(this.completed(piece.subarray(start, end)));
      start = end + 1;
    }
    if (start < piece.length) this.keep(piece.subarray(start));
    return lines;
  }

  /** What came after the last line ending. */
  rest(): string {
    return this.completed(Buffer.alloc(0));
  }

  private keep(bytes: Buffer): void {
    this.pendingLength += bytes.length;
    if (this.pendingLength > longestLine) throw new LineTooLong();
    this.pending.push(bytes);
  }

  private completed(last: Buffer): string {
    if (this.pendingLength + last.length > longestLine) throw new LineTooLong();
    const bytes = this.pending.length === 0 ? last : Buffer.concat([...this.pending, last]);
    this.pending = [];
    this.pendingLength = 0;
    const end = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length;
    const line = bytes.toString('utf8', 0, end);
    if (!this.isFirst) return line;
    this.isFirst = false;
    return line.startsWith('\ufeff') ? line.slice(1) : line;
  }
}
