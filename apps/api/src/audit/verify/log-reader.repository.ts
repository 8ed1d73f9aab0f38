import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import { leafHash } from '#transparency/tree/hashing.js';
import type { LeafFields } from '#transparency/leaf.js';
import { leafBytes, packed, sequenceIn, transactionIn, unpacked } from '../record/leaf-bytes.js';
import type { Ordered, Range } from './log-verifier.rules.js';
import { rangeIn } from '../prune/pruning.rules.js';
import { CheckpointRow, LeafRow, NodeRow } from '../tree/tree.entity.js';
import { leafColumns, newestCheckpoint, type StoredCheckpoint } from '../tree/tree.repository.js';

const leafPlace = 'int8send(index) || int8send(seq) || xid8send(xid) || leaf_hash';

/** An event as it lies there: its place in the order, and the hash of what the tree commits to. */
export interface HashedEvent extends Ordered {
  readonly leafHash: Buffer;
}

/** The places that pruning has emptied: the objects of its events. */
export const prunedRanges = `
  SELECT object_id::text AS range FROM audit.event
   WHERE action = 'audit.pruned' AND outcome = 'success' AND object_type = 'audit-range' ORDER BY xid, seq`;

/** Reads the log as it lies there, page by page, and believes nothing of it. */
@Injectable()
export class LogReaderRepository {
  constructor(private readonly database: Database) {}

  async leaves(from: number, limit: number): Promise<LeafRow[]> {
    const [row] = await this.database.prepared<{ page: Buffer | null }>(
      'audit-leaves',
      `SELECT ${packed(leafPlace, 'index')} AS page
         FROM (SELECT index, seq, xid, leaf_hash FROM audit.leaf WHERE index >= $1 ORDER BY leaf.index LIMIT $2) AS found`,
      [from, limit],
    );
    return Array.from(unpacked(row?.page ?? Buffer.alloc(0)), (place) => ({
      index: Number(place.readBigInt64BE(0)),
      sequence: place.readBigInt64BE(8).toString(),
      transaction: place.readBigUInt64BE(16).toString(),
      leafHash: place.subarray(24),
    }));
  }

  /** Events in the order of the tree: after one of them, up to the end of a transaction. */
  async eventsAfter({ transaction, sequence }: Ordered, upToTransaction: string, limit: number): Promise<LeafFields[]> {
    return this.database.prepared<LeafFields>(
      'audit-events-after',
      `SELECT ${leafColumns} FROM audit.events_after($1::text::xid8, $2::bigint, $3::text::xid8, $4::int) event`,
      [transaction, sequence, upToTransaction, limit],
    );
  }

  /** As `eventsAfter`, for callers who need only the hashes. */
  async hashedEventsAfter({ transaction, sequence }: Ordered, upToTransaction: string, limit: number): Promise<HashedEvent[]> {
    const [row] = await this.database.prepared<{ page: Buffer | null }>(
      'audit-leaves-after',
      `SELECT ${packed('leaf', 'xid, seq')} AS page
         FROM (SELECT event.xid, event.seq, ${leafBytes} AS leaf
                 FROM audit.events_after($1::text::xid8, $2::bigint, $3::text::xid8, $4::int) event OFFSET 0) AS found`,
      [transaction, sequence, upToTransaction, limit],
    );
    return Array.from(unpacked(row?.page ?? Buffer.alloc(0)), (leaf) => ({
      sequence: sequenceIn(leaf),
      transaction: transactionIn(leaf),
      leafHash: leafHash(leaf),
    }));
  }

  /** Events by their numbers. */
  async eventsBySequence(sequences: readonly string[]): Promise<LeafFields[]> {
    return this.database.query<LeafFields>(
      `SELECT ${leafColumns} FROM audit.event event WHERE event.seq = ANY ($1::bigint[]) ORDER BY event.xid, event.seq`,
      [sequences],
    );
  }

  async checkpointsAfter(no: number, limit: number): Promise<StoredCheckpoint[]> {
    return this.database.query(
      `SELECT ${columnsOf(CheckpointRow)} FROM audit.checkpoint WHERE no > $1 ORDER BY checkpoint.no LIMIT $2`,
      [no, limit],
    );
  }

  async newestCheckpoint(): Promise<StoredCheckpoint | null> {
    return this.database.one(newestCheckpoint);
  }

  async nodes(wanted: readonly { readonly level: number; readonly index: number }[]): Promise<NodeRow[]> {
    if (wanted.length === 0) return [];
    return this.database.prepared<NodeRow>(
      'audit-nodes',
      `SELECT ${columnsOf(NodeRow, 'node')}
         FROM unnest($1::smallint[], $2::bigint[]) AS wanted (level, index)
        CROSS JOIN LATERAL (SELECT * FROM audit.node WHERE node.level = wanted.level AND node.index = wanted.index OFFSET 0) node`,
      [wanted.map(({ level }) => level), wanted.map(({ index }) => index)],
    );
  }

  /** How many leaves and nodes the tables hold, and how many of the nodes end beyond a size. */
  async beyond(size: number): Promise<{ readonly leaves: number; readonly nodes: number }> {
    const row = await this.database.one<{ leaves: string; nodes: string }>(
      `SELECT (SELECT count(*) FROM audit.leaf WHERE index >= $1::bigint)::text AS leaves,
              (SELECT count(*) FROM audit.node WHERE (index + 1) * 2::numeric ^ level > $1::bigint)::text AS nodes`,
      [size],
    );
    return { leaves: Number(row!.leaves), nodes: Number(row!.nodes) };
  }

  /** The places of events by their numbers; events without one are left out. */
  async placesOf(sequences: readonly string[]): Promise<LeafRow[]> {
    return this.database.query(`SELECT ${columnsOf(LeafRow)} FROM audit.leaf WHERE seq = ANY ($1::bigint[])`, [sequences]);
  }

  /** Events that may be the one that a place is missing, under another number or transaction. */
  async candidatesFor({ sequence, transaction }: Ordered): Promise<LeafFields[]> {
    return this.database.query<LeafFields>(
      `SELECT ${leafColumns} FROM audit.event event
        WHERE event.seq = $1::bigint
           OR (event.xid = $2::text::xid8 AND NOT EXISTS (SELECT FROM audit.leaf leaf WHERE leaf.seq = event.seq))
        LIMIT 1000`,
      [sequence, transaction],
    );
  }

  /**
   * How many events there are; and of those without a position, how many were recorded before a time or claim a transaction that has not
   * begun yet, which none of our own can do in the cluster that counts them.
   */
  async eventCounts(before: Date, cluster: string | null): Promise<{ readonly all: number; readonly impossible: number }> {
    const row = await this.database.one<{ all: string; impossible: string }>(
      `SELECT (SELECT count(*) FROM audit.event)::text AS all,
              (SELECT count(*) FROM audit.event event
                WHERE (event.recorded_at < $1
                       OR (event.xid >= pg_snapshot_xmax(pg_current_snapshot())
                           AND $2 = (SELECT system_identifier::text FROM pg_control_system())))
                  AND NOT EXISTS (SELECT FROM audit.leaf leaf WHERE leaf.seq = event.seq))::text AS impossible`,
      [before, cluster],
    );
    return { all: Number(row!.all), impossible: Number(row!.impossible) };
  }

  /** Which places retention has emptied, as the log itself records it. */
  async prunedRanges(): Promise<Range[]> {
    const rows = await this.database.query<{ range: string }>(prunedRanges);
    return rows.flatMap(({ range }) => rangeIn(range) ?? []);
  }
}
