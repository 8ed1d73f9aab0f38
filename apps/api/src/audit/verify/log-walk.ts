import { isStoredLevel } from '#transparency/tree/bands.js';
import type { Checkpoint } from '#transparency/note/checkpoint.js';
import { LogExaminer, type Verdict } from '#transparency/export/examiner.js';
import { hashBytes, leafHash, sameBytes } from '#transparency/tree/hashing.js';
import { encodeLeaf, LeafError, type LeafFields } from '#transparency/leaf.js';
import type { NoteVerifier } from '#transparency/note/note-key.js';
import type { TreeNode } from '#transparency/tree/tree.js';
import type { LeafRow } from '../tree/tree.entity.js';
import type { LogReaderRepository } from './log-reader.repository.js';
import { ascendingRuns, comesAfter, isPruned, keyOf, type Ordered, type Range } from './log-verifier.rules.js';
import { ReadAhead } from './read-ahead.js';
import { StatementReader } from './statement-reader.js';
import type { StoredCheckpoint } from '../tree/tree.repository.js';

/** Positions read together. More is hardly faster; this keeps each piece of work short beside other requests. */
const pageSize = 2_000;
/** An event that is recorded and not in the tree so long after is not waiting any more: no transaction of ours is open for a day. */
const overdueMs = 24 * 60 * 60 * 1000;

export interface LogVerdict extends Verdict {
  /** Events that were recorded and wait for the next checkpoint. */
  readonly waiting: number;
  readonly newest: Checkpoint | null;
}

export interface Verification {
  readonly signal?: AbortSignal;
  /** Called after each page with the progress. */
  readonly onProgress?: (progress: Progress) => void;
  /** Checkpoint notes that were kept elsewhere, of a key of this log: the log has to continue them, too. */
  readonly anchors?: readonly string[];
}

/** First every event against tree and signatures, then every sealed detail against its event: how many of the step are behind. */
export interface Progress {
  readonly step: 'events' | 'details';
  readonly checked: number;
  readonly size: number;
}

export interface WalkStart {
  readonly newest: StoredCheckpoint | null;
  readonly heartbeat: string | null;
  readonly trusted: readonly NoteVerifier[];
  readonly pruned: readonly Range[];
  readonly anchors: AsyncIterator<string>;
}

/** One pass over the log, from its first place to the newest checkpoint that was there when it began. */
export class LogWalk {
  private readonly examiner = new LogExaminer();
  private readonly statements: StatementReader;
  private readonly ahead: ReadAhead;
  private readonly end: number;
  /** Up to which event all were compared, while the order of the tree goes on. */
  private behind: Ordered | null = null;
  private found = 0;
  private completed: TreeNode[] = [];

  constructor(
    private readonly reader: LogReaderRepository,
    private readonly start: WalkStart,
  ) {
    this.statements = new StatementReader(reader, this.examiner, start.trusted, start.anchors, start.newest?.no ?? 0);
    this.ahead = new ReadAhead(reader, pageSize);
    this.end = start.newest?.size ?? 0;
  }

  async run({ signal, onProgress }: Verification): Promise<LogVerdict> {
    for (let page = await this.nextPage(); page.length > 0; page = await this.nextPage()) {
      signal?.throwIfAborted();
      for (const run of ascendingRuns(page)) await this.examine(run);
      await this.compareNodes();
      onProgress?.({ step: 'events', checked: this.examiner.next, size: this.end });
    }
    if (this.statements.isDue) await this.statements.weigh();
    await this.checkTail();
    if (this.start.heartbeat !== null) this.statements.weighHeartbeat(this.start.heartbeat);
    await this.statements.finish();
    await this.checkBeyondEnd();
    const waiting = await this.countWaiting();
    return { ...this.examiner.finish(), waiting, newest: this.statements.newest };
  }

  private async nextPage(): Promise<LeafRow[]> {
    const page = await this.ahead.places(this.examiner.next);
    return page.filter(({ index }) => index < this.end);
  }

  private async examine(run: readonly LeafRow[]): Promise<void> {
    const events = await this.eventsOf(run);
    for (const leaf of run) {
      if (leaf.index > this.examiner.next) this.examiner.missing(leaf.index);
      const found = events.get(keyOf(leaf)) ?? null;
      const pruned = isPruned(this.start.pruned, leaf.index);
      if (found === null && !pruned && (await this.isThereUnderAnotherKey(leaf))) this.examiner.unreadable(leaf.index, 'event');
      const order = { transaction: BigInt(leaf.transaction), sequence: BigInt(leaf.sequence) };
      const nodes = this.examiner.slot({ index: leaf.index, found, committed: leaf.leafHash, pruned, order });
      for (const node of nodes) if (isStoredLevel(node.level)) this.completed.push(node);
      if (this.statements.isDue) await this.statements.weigh();
    }
  }

  /** The hashes of the events that a run of places asks for, by key. Events between them that no place asks for are judged. */
  private async eventsOf(run: readonly LeafRow[]): Promise<Map<string, Buffer>> {
    const wanted = new Set(run.map(keyOf));
    const hashes = new Map<string, Buffer>();
    const last = run.at(-1)!;
    const isNext = this.behind === null || comesAfter(run[0]!, this.behind);
    let after: Ordered = isNext ? (this.behind ?? beforeAll) : justBefore(run[0]!);
    for (let isMore = true; isMore;) {
      const events = await this.ahead.eventsAfter(after, last.transaction);
      const unplaced: Ordered[] = [];
      for (const event of events) {
        if (comesAfter(event, last)) break;
        const key = keyOf(event);
        if (wanted.has(key)) hashes.set(key, event.leafHash);
        else unplaced.push(event);
      }
      await this.judge(unplaced, run);
      after = events.at(-1) ?? last;
      isMore = events.length === pageSize && !comesAfter(after, last);
    }
    this.found += hashes.size;
    this.behind = last;
    return hashes;
  }

  /** Events where no place asks for one: their place is elsewhere in the order, or belongs to what they were before, or is nowhere. */
  private async judge(found: readonly Ordered[], run: readonly LeafRow[]): Promise<void> {
    if (found.length === 0) return;
    const sequences = found.map(({ sequence }) => sequence);
    const [places, unplaced] = [await this.reader.placesOf(sequences), await this.reader.eventsBySequence(sequences)];
    const placed = new Map(places.map((place) => [place.sequence, place]));
    for (const event of unplaced) {
      const place = placed.get(event.sequence) ?? run.find((leaf) => leaf.transaction === event.transaction && fits(event, leaf));
      if (place === undefined) this.examiner.inserted(placeFor(event, run, this.examiner.next));
      else if (keyOf(place) !== keyOf(event)) this.examiner.unreadable(place.index, 'event');
    }
  }

  /** Whether the event of a place is there under another number or transaction, and so was altered rather than removed. */
  private async isThereUnderAnotherKey(leaf: LeafRow): Promise<boolean> {
    if (this.examiner.hasFinding) return false;
    const candidates = await this.reader.candidatesFor(leaf);
    return candidates.some((event) => fits(event, leaf));
  }

  private async compareNodes(): Promise<void> {
    const stored = await this.reader.nodes(this.completed);
    const byPlace = new Map(stored.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
    for (const { level, index, hash } of this.completed) {
      const kept = byPlace.get(`${level}/${index}`);
      if (kept === undefined || !sameBytes(kept, hash)) this.examiner.brokenSubtree(index * 2 ** level, (index + 1) * 2 ** level);
    }
    this.completed = [];
  }

  /** The last batch went up to its horizon: an event below it that is in no place was put there later. */
  private async checkTail(): Promise<void> {
    const progress = this.statements.newest?.progress;
    if (progress === undefined || this.behind === null || this.examiner.next !== this.end) return;
    const below = String(BigInt(progress.horizon) - 1n);
    const events = await this.reader.hashedEventsAfter(this.behind, below, pageSize);
    await this.judge(events, []);
  }

  /** Leaves and nodes beyond every checkpoint, unless the sequencer has just added them. It adds all three together. */
  private async checkBeyondEnd(): Promise<void> {
    const { leaves, nodes } = await this.reader.beyond(this.end);
    const isGrowing = (await this.reader.checkpointsAfter(this.start.newest?.no ?? 0, 1)).length > 0;
    if (isGrowing || this.examiner.next !== this.end) return;
    if (leaves > 0 && this.statements.anchoredSize > this.end) this.examiner.lostStatements(this.end, this.end + leaves);
    else if (leaves > 0) this.examiner.inserted(this.end);
    else if (nodes > 0) this.examiner.brokenSubtree(this.end, this.end + 1);
  }

  private async countWaiting(): Promise<number> {
    const newest = this.statements.newest;
    const { all, impossible } = await this.reader.eventCounts(
      new Date((newest?.signedAt ?? 0) - overdueMs),
      newest?.progress.cluster ?? null,
    );
    if (impossible > 0) this.examiner.inserted(this.examiner.next);
    return Math.max(0, all - this.found - impossible);
  }
}

/** Whether this is the event of the place, had number or transaction not been changed in one of the two records. */
function fits(event: LeafFields, { sequence, transaction, leafHash: committed }: LeafRow): boolean {
  return sameBytes(hashOf(event), committed) || sameBytes(hashOf({ ...event, sequence, transaction }), committed);
}

/** An event's position in the order: the first position of the run that comes after it. */
function placeFor(event: Ordered, run: readonly LeafRow[], end: number): number {
  return run.find((leaf) => comesAfter(leaf, event))?.index ?? end;
}

const beforeAll: Ordered = { transaction: '0', sequence: '0' };

function justBefore({ transaction, sequence }: Ordered): Ordered {
  return { transaction, sequence: String(BigInt(sequence) - 1n) };
}

/** A hash that no leaf can have when the fields are not what we could have written. */
function hashOf(event: LeafFields): Buffer {
  try {
    return leafHash(encodeLeaf(event));
  } catch (cause) {
    if (cause instanceof LeafError) return Buffer.alloc(hashBytes);
    throw cause;
  }
}
