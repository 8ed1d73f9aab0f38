/**
 * Text that only grows. Its length in UTF-16 code units is the reader's cursor, so it never ends in half a character: half a
 * surrogate pair waits for its other half, and one that never gets it becomes U+FFFD.
 */
export class AnswerText {
  private half = '';

  constructor(private whole = '') {}

  get text(): string {
    return this.whole;
  }

  get length(): number {
    return this.whole.length;
  }

  append(piece: string): void {
    const joined = this.half + piece;
    const end = endsInHalf(joined) ? joined.length - 1 : joined.length;
    this.half = joined.slice(end);
    this.whole += joined.slice(0, end).toWellFormed();
  }

  /** No more will come. */
  close(): void {
    this.whole += this.half.toWellFormed();
    this.half = '';
  }

  /** What a reader at `cursor` has not seen. A cursor from before a crash may lie beyond what was kept: nothing to add then. */
  since(cursor: number): string {
    return this.whole.slice(cursor);
  }
}

function endsInHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}

/** The cursor that a reader sent as `Last-Event-ID`; the beginning where there is none or it is no length. */
export function cursorOf(lastEventId: string | undefined): number {
  return lastEventId !== undefined && /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : 0;
}
