import { sameBytes } from '../tree/hashing.js';

/**
 * What can be wrong with a log.
 * - altered: an event, or a statement about the log, is not what was committed to
 * - missing: the log committed to an event that is not there
 * - inserted: an event is there that the log never committed to
 * - reordered: events are there, in another order than committed to
 * - truncated: the log is shorter than its own signed statement says
 * - forked: events and tree agree with each other, but not with what was signed
 * - stale: the log is sound in itself, but older than a signed statement kept elsewhere
 */
export type Fault = 'altered' | 'missing' | 'inserted' | 'reordered' | 'truncated' | 'forked' | 'stale';

export interface Finding {
  readonly kind: Fault;
  /** The first event that may be bad, counted from 0. */
  readonly index: number;
  /** The bad event lies in [index, upTo). One event exactly when a second record of its hash survives; else a stretch between signatures. */
  readonly upTo: number;
  readonly where: 'event' | 'detail' | 'tree' | 'checkpoint' | 'anchor';
}

/** The hashes at one position: that of the event, and the one that the tree holds. */
export interface Hashes {
  readonly found: Buffer | null;
  readonly committed: Buffer | null;
}

/** What is first wrong with a log. Later places can change what it is called, and nothing else. */
export class FirstFinding {
  #finding: Finding | null = null;
  /** The hashes at the first bad place, to learn later whether they only changed places. */
  #mismatch: Hashes | null = null;
  #nothingFoundSince = false;

  get value(): Finding | null {
    return this.#finding;
  }

  /** Keeps the finding with the lowest index; the first one reported wins a tie. */
  report(finding: Finding): void {
    if (this.#finding !== null && this.#finding.index <= finding.index) return;
    this.#finding = finding;
    this.#mismatch = null;
    this.#nothingFoundSince = finding.kind === 'missing';
  }

  /** Calls what was found something else, once more is known. */
  rename(finding: Finding): void {
    this.#finding = finding;
  }

  /** Whether an event in the stretch is already known to be bad, which explains what is wrong with the stretch. */
  explains(from: number, to: number): boolean {
    return this.#finding !== null && this.#finding.index >= from && this.#finding.index < to;
  }

  /** Takes the hashes of the next place. */
  compare(index: number, { found, committed }: Hashes): void {
    const agrees = found !== null && committed !== null && sameBytes(found, committed);
    if (found !== null) this.#nothingFoundSince = false;
    if (this.#finding === null) {
      if (agrees) return;
      const kind = found === null ? 'missing' : committed === null ? 'inserted' : 'altered';
      this.report({ kind, index, upTo: index + 1, where: 'event' });
      this.#mismatch = { found, committed };
      this.#nothingFoundSince = found === null;
    } else if (this.#mismatch !== null && !agrees) {
      const movedHere = found !== null && this.#mismatch.committed !== null && sameBytes(found, this.#mismatch.committed);
      const movedAway = committed !== null && this.#mismatch.found !== null && sameBytes(committed, this.#mismatch.found);
      if (movedHere || movedAway) this.#finding = { ...this.#finding, kind: 'reordered' };
    }
  }

  /** The log ends at this place: what was missing up to its end was cut off. */
  end(next: number): void {
    if (this.#finding?.kind !== 'missing' || this.#finding.where !== 'event' || !this.#nothingFoundSince) return;
    this.#finding = { ...this.#finding, kind: 'truncated', upTo: Math.max(next, this.#finding.upTo) };
  }
}
