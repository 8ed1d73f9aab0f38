/** Passes a text on, piece by piece, up to the first of its stop sequences. What may be the beginning of one is held back until that is known. */
export class StopSequences {
  isReached = false;
  private held = '';

  constructor(private readonly sequences: readonly string[]) {}

  /** What of the text so far can be shown. */
  push(piece: string): string {
    if (this.isReached) return '';
    const text = this.held + piece;
    const found = this.sequences.map((sequence) => text.indexOf(sequence)).filter((at) => at >= 0);
    if (found.length > 0) {
      this.isReached = true;
      this.held = '';
      return text.slice(0, Math.min(...found));
    }
    const begun = this.begunIn(text);
    this.held = text.slice(text.length - begun);
    return text.slice(0, text.length - begun);
  }

  /** The rest, at the end of the text. */
  end(): string {
    const rest = this.held;
    this.held = '';
    return rest;
  }

  /** The length of the longest end of the text with which a sequence begins. */
  private begunIn(text: string): number {
    const longest = Math.max(0, ...this.sequences.map(({ length }) => length - 1));
    for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
      const end = text.slice(text.length - length);
      if (this.sequences.some((sequence) => sequence.startsWith(end))) return length;
    }
    return 0;
  }
}
