import { openCheckpoint, type Checkpoint } from '#transparency/note/checkpoint.js';
import type { LogExaminer } from '#transparency/export/examiner.js';
import { hashBytes } from '#transparency/tree/hashing.js';
import type { NoteVerifier } from '#transparency/note/note-key.js';
import { NoteError } from '#transparency/note/note-text.js';
import type { LogReaderRepository } from './log-reader.repository.js';
import type { StoredCheckpoint } from '../tree/tree.repository.js';

const pageSize = 500;

interface Opened {
  readonly no: number;
  /** Null when it does not bear our signature, or says something else than its row. */
  readonly checkpoint: Checkpoint | null;
}

/** Passes signed statements to the examiner when it has reached their size: checkpoints of the database, and anchors. */
export class StatementReader {
  /** The newest genuine checkpoint of the database. */
  newest: Checkpoint | null = null;
  private page: Opened[] = [];
  private lastNo = 0;
  private lastSize = 0;
  private isExhausted = false;
  private anchor: Checkpoint | null = null;
  private anchorSize = 0;
  private anchorRoot: Buffer | null = null;
  private hasAnchors = true;

  constructor(
    private readonly reader: LogReaderRepository,
    private readonly examiner: LogExaminer,
    private readonly trusted: readonly NoteVerifier[],
    private readonly anchors: AsyncIterator<string>,
    /** Number of the newest checkpoint when the verification began; later ones are passed over. */
    private readonly newestNo: number,
  ) {}

  /** The largest size that an anchor speaks of, among those read so far. */
  get anchoredSize(): number {
    return this.anchorSize;
  }

  /** Whether a statement about the present size exists, or may exist. */
  get isDue(): boolean {
    const { next } = this.examiner;
    const head = this.page[0];
    const isCheckpointDue = head === undefined ? !this.isExhausted : head.checkpoint === null || head.checkpoint.size <= next;
    return isCheckpointDue || (this.anchor === null ? this.hasAnchors : this.anchor.size <= next);
  }

  async weigh(): Promise<void> {
    await this.weighUpTo(this.examiner.next);
  }

  /**
   * The remaining statements are about positions that do not exist; unless the log grew while we read, which genuine newer checkpoints show.
   * Those, and anchors up to them, are for the next verification.
   */
  async finish(): Promise<void> {
    const now = await this.reader.newestCheckpoint();
    const grownTo = now !== null && now.no > this.newestNo ? (this.genuine(now)?.size ?? 0) : 0;
    await this.weighUpTo(Infinity, grownTo);
  }

  /** The heartbeat repeats the newest checkpoint; a row that does not is not ours. */
  weighHeartbeat(note: string): void {
    const beat = opened(note, this.trusted);
    const present = this.examiner.next;
    if (beat !== null && beat.size !== present) return;
    this.pass({ no: 0, checkpoint: beat });
  }

  private async weighUpTo(size: number, grownTo = 0): Promise<void> {
    for (let head = await this.head(); head !== undefined && (head.checkpoint?.size ?? 0) <= size; head = await this.head()) {
      this.page.shift();
      if (head.no !== this.lastNo + 1) this.examiner.lostStatements(this.lastSize, head.checkpoint?.size ?? this.examiner.next);
      this.pass(head);
      this.lastNo = head.no;
      this.lastSize = head.checkpoint?.size ?? this.lastSize;
      this.newest = head.checkpoint ?? this.newest;
    }
    for (let anchor = await this.nextAnchor(); anchor !== null && anchor.size <= size; anchor = await this.nextAnchor()) {
      const isOfLater = anchor.size > this.examiner.next && anchor.size <= grownTo;
      if (!isOfLater) this.examiner.statement({ ...anchor, authentic: true, source: 'anchor' });
      this.anchor = null;
    }
  }

  private pass({ checkpoint }: Opened): void {
    const nobody = { size: this.examiner.next, root: Buffer.alloc(hashBytes) };
    const isLate = checkpoint !== null && checkpoint.size < this.examiner.next;
    this.examiner.statement({
      ...(checkpoint === null || isLate ? nobody : checkpoint),
      authentic: checkpoint !== null && !isLate,
      source: 'checkpoint',
    });
  }

  private async head(): Promise<Opened | undefined> {
    if (this.page.length === 0 && !this.isExhausted) {
      const rows = (await this.reader.checkpointsAfter(this.lastNo, pageSize)).filter(({ no }) => no <= this.newestNo);
      this.page = rows.map((row) => ({ no: row.no, checkpoint: this.genuine(row) }));
      this.isExhausted = rows.length === 0;
    }
    return this.page[0];
  }

  private genuine({ no, size, note }: StoredCheckpoint): Checkpoint | null {
    const checkpoint = opened(note, this.trusted);
    return checkpoint?.size === size && checkpoint.progress.batch === no ? checkpoint : null;
  }

  /** The next anchor that says more than the last one, or something else. One that we did not sign proves nothing, for or against. */
  private async nextAnchor(): Promise<Checkpoint | null> {
    while (this.anchor === null && this.hasAnchors) {
      const next = await this.anchors.next();
      this.hasAnchors = next.done !== true;
      const anchor = next.done === true ? null : opened(next.value, this.trusted);
      if (anchor === null || anchor.size < this.anchorSize || this.isKnown(anchor)) continue;
      this.anchorSize = anchor.size;
      this.anchorRoot = anchor.root;
      this.anchor = anchor;
    }
    return this.anchor;
  }

  private isKnown({ size, root }: Checkpoint): boolean {
    return size === this.anchorSize && (size === 0 || this.anchorRoot?.equals(root) === true);
  }
}

function opened(note: string, trusted: readonly NoteVerifier[]): Checkpoint | null {
  try {
    return openCheckpoint(note, trusted);
  } catch (cause) {
    if (cause instanceof NoteError) return null;
    throw cause;
  }
}
