import { hash } from 'node:crypto';
import { openCheckpoint, type Checkpoint } from '../note/checkpoint.js';
import { LogExaminer, type Verdict } from './examiner.js';
import type { Finding } from './finding.js';
import { parseExportLine, type EventLine, type HeaderLine } from './export-format.js';
import { hashBytes, leafHash } from '../tree/hashing.js';
import { encodeLeaf, LeafError, type LeafFields } from '../leaf.js';
import { linesOf, overlongLine } from './lines.js';
import { type NoteVerifier } from '../note/note-key.js';
import { decodeBase64, NoteError } from '../note/note-text.js';
import { checkInclusion, ProofError } from '../tree/proofs.js';
import { completeSubtrees } from '../tree/subtrees.js';
import { GrowingTree } from '../tree/tree.js';

export interface ExportVerification {
  /** The log's key, or keys where one was replaced, from a source that the maker of the export cannot change. */
  readonly keys: readonly NoteVerifier[];
  /** Checkpoint notes that were kept elsewhere. They show a log that was cut, rewritten, or put back to an older state. */
  readonly anchors?: readonly string[];
  /** Called now and then with the number of events so far. */
  readonly onProgress?: (events: number) => void;
}

export interface ExportVerdict extends Omit<Verdict, 'root'> {
  readonly scope: 'whole' | 'selection';
  readonly origin: string;
  readonly root: Buffer | null;
  /** The newest authentic checkpoint in the export. */
  readonly newest: Checkpoint | null;
}

/** The file is no export of an audit log, so nothing can be said about the log. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

/**
 * Checks an export with the public key alone: no database, no network, no configuration. Memory does not grow with the length.
 * Throws an ExportError when the file is not an export at all.
 */
export async function verifyExport(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  verification: ExportVerification,
): Promise<ExportVerdict> {
  let reader: ExportReader | null = null;
  for await (const text of linesOf(chunks)) {
    const line = text === overlongLine ? null : parseExportLine(text);
    if (reader === null) {
      if (line?.kind !== 'header') throw new ExportError('the first line is not the header of an audit export');
      reader = new ExportReader(line, verification);
    } else if (line === null || line.kind === 'header') {
      reader.garbage();
    } else if (line.kind === 'event') {
      reader.event(line);
    } else if (line.kind === 'checkpoint') {
      reader.checkpoint(line.note);
    } else {
      reader.end(line.size);
    }
  }
  if (reader === null) throw new ExportError('the file is empty');
  return reader.finish();
}

interface Anchor extends Checkpoint {
  readonly authentic: true;
  readonly source: 'anchor';
}

class ExportReader {
  readonly #header: HeaderLine;
  readonly #verification: ExportVerification;
  readonly #examiner: LogExaminer;
  /** In the order of size; those before `#nextAnchor` were passed to the examiner. */
  readonly #anchors: readonly Anchor[];
  #nextAnchor = 0;
  #newest: Checkpoint | null = null;
  #claimedSize: number | null = null;
  #selected = 0;

  constructor(header: HeaderLine, verification: ExportVerification) {
    this.#header = header;
    this.#verification = verification;
    this.#examiner = new LogExaminer(startOf(header));
    this.#anchors = (verification.anchors ?? [])
      .map((note): Anchor => ({ ...openCheckpoint(note, verification.keys), authentic: true, source: 'anchor' }))
      .sort((one, other) => one.size - other.size);
    if (header.scope === 'selection') this.#newest = this.#open(header.checkpoint ?? '');
    if (header.scope === 'whole') this.#weighAnchors();
  }

  event(line: EventLine): void {
    if (this.#header.scope === 'selection') this.#selectedEvent(line);
    else this.#nextEvent(line);
    this.#selected += 1;
    if (this.#selected % 10_000 === 0) this.#verification.onProgress?.(this.#selected);
  }

  checkpoint(note: string): void {
    const opened = this.#open(note);
    if (opened !== null && (this.#newest === null || opened.size >= this.#newest.size)) this.#newest = opened;
    if (opened === null) {
      const size = this.#examiner.next;
      this.#examiner.statement({ size, root: Buffer.alloc(hashBytes), authentic: false, source: 'checkpoint' });
      return;
    }
    if (opened.size < this.#examiner.next) this.#examiner.late(opened.size);
    this.#examiner.statement({ ...opened, authentic: true, source: 'checkpoint' });
  }

  garbage(): void {
    this.#examiner.unreadable(this.#examiner.next, 'event');
  }

  end(size: number): void {
    if (this.#claimedSize !== null) this.garbage();
    this.#claimedSize = size;
  }

  finish(): ExportVerdict {
    const isWhole = this.#header.scope === 'whole';
    if (isWhole) for (const anchor of this.#anchors.slice(this.#nextAnchor)) this.#examiner.statement(anchor);
    const verdict = this.#examiner.finish();
    const count = isWhole ? verdict.size : this.#selected;
    const firstBad = verdict.firstBad ?? (isWhole ? null : this.#otherTree()) ?? this.#missingEnd(count);
    return {
      ...verdict,
      valid: firstBad === null,
      firstBad,
      size: isWhole ? verdict.size : (this.#newest?.size ?? 0),
      events: isWhole ? verdict.events : this.#selected,
      signedSize: isWhole ? verdict.signedSize : (this.#newest?.size ?? 0),
      scope: this.#header.scope,
      origin: this.#header.origin,
      newest: this.#newest,
    };
  }

  #nextEvent({ index, leaf, leafHash: stated, detail }: EventLine): void {
    const { next } = this.#examiner;
    if (this.#claimedSize !== null) this.#examiner.inserted(index);
    if (index < next) {
      this.#examiner.late(index);
      return;
    }
    if (index > next) this.#examiner.missing(index);
    this.#examiner.slot({
      index,
      found: leaf === null ? null : (hashOf(leaf) ?? Buffer.alloc(hashBytes)),
      committed: decodeHash(stated) ?? Buffer.alloc(hashBytes),
      pruned: leaf === null,
      order: leaf === null ? undefined : orderOf(leaf),
    });
    if (leaf !== null && detail !== undefined && !isDetailOf(leaf, detail)) this.#examiner.unreadable(index, 'event');
    this.#weighAnchors();
  }

  #selectedEvent({ index, leaf, leafHash: stated, proof, detail }: EventLine): void {
    const committed = decodeHash(stated);
    const found = leaf === null ? committed : hashOf(leaf);
    const isGenuine =
      this.#newest !== null &&
      committed !== null &&
      found?.equals(committed) === true &&
      isIncluded({ index, leaf: committed, tree: this.#newest, proof: (proof ?? []).map(decodeHash) }) &&
      (leaf === null || detail === undefined || isDetailOf(leaf, detail));
    if (!isGenuine) this.#examiner.unreadable(index, 'event');
  }

  #weighAnchors(): void {
    for (let anchor = this.#anchors[this.#nextAnchor]; anchor !== undefined; anchor = this.#anchors[this.#nextAnchor]) {
      if (anchor.size > this.#examiner.next) return;
      this.#examiner.statement(anchor);
      this.#nextAnchor += 1;
    }
  }

  #open(note: string): Checkpoint | null {
    try {
      return openCheckpoint(note, this.#verification.keys);
    } catch (cause) {
      if (cause instanceof NoteError) return null;
      throw cause;
    }
  }

  /** A selection holds no whole tree; an anchor can only speak against its checkpoint when both are of one size. */
  #otherTree(): Finding | null {
    const checkpoint = this.#newest;
    const contradicts = (anchor: Anchor) => anchor.size === checkpoint?.size && !anchor.root.equals(checkpoint.root);
    if (checkpoint === null || !this.#anchors.some(contradicts)) return null;
    return { kind: 'forked', index: 0, upTo: checkpoint.size, where: 'anchor' };
  }

  /** An export says where it ends, so that a file cut short does not pass for a shorter log. */
  #missingEnd(count: number): Finding | null {
    const claimed = this.#claimedSize;
    if (claimed === count) return null;
    return {
      kind: 'truncated',
      index: Math.min(count, claimed ?? count),
      upTo: Math.max(count, claimed ?? 0) + 1,
      where: 'event',
    };
  }
}

function startOf({ scope, from, peaks }: HeaderLine): GrowingTree {
  if (scope === 'selection') return GrowingTree.empty();
  const hashes = peaks.map(decodeHash);
  const isWhole = hashes.every((peak) => peak !== null);
  if (!isWhole || hashes.length !== completeSubtrees({ from: 0, to: from }).length)
    throw new ExportError('the header does not describe a tree');
  return GrowingTree.resume(from, hashes);
}

function decodeHash(text: string): Buffer | null {
  const bytes = decodeBase64(text);
  return bytes?.length === hashBytes ? bytes : null;
}

/** The leaf hash of the fields; null when they are not what we could have written. */
function hashOf(leaf: LeafFields): Buffer | null {
  try {
    return leafHash(encodeLeaf(leaf));
  } catch (cause) {
    if (cause instanceof LeafError) return null;
    throw cause;
  }
}

function orderOf({ transaction, sequence }: LeafFields): { transaction: bigint; sequence: bigint } | undefined {
  return /^\d+$/.test(transaction) && /^\d+$/.test(sequence)
    ? { transaction: BigInt(transaction), sequence: BigInt(sequence) }
    : undefined;
}

function isDetailOf({ detailCommitment }: LeafFields, { salt, text }: NonNullable<EventLine['detail']>): boolean {
  const bytes = Buffer.concat([Buffer.from(salt, 'base64'), Buffer.from(text, 'utf8')]);
  return detailCommitment === hash('sha256', bytes, 'base64');
}

function isIncluded({
  index,
  leaf,
  tree,
  proof,
}: {
  index: number;
  leaf: Buffer;
  tree: Checkpoint;
  proof: (Buffer | null)[];
}): boolean {
  if (!proof.every((step) => step !== null)) return false;
  try {
    checkInclusion({ index, size: tree.size, leaf, root: tree.root, proof });
    return true;
  } catch (cause) {
    if (cause instanceof ProofError) return false;
    throw cause;
  }
}
