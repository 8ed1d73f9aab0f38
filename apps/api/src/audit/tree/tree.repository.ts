import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Database } from '#platform/database/database.js';
import { columnsOf, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { bandOf, foldBand, type Band } from '#transparency/tree/bands.js';
import type { Progress } from '#transparency/note/checkpoint.js';
import type { LeafFields } from '#transparency/leaf.js';
import type { Subtree } from '#transparency/tree/subtrees.js';
import type { SubtreeHashes, TreeNode } from '#transparency/tree/tree.js';
import { EventRow } from '../record/event.entity.js';
import { leafBytes, packed, transactionIn, unpacked } from '../record/leaf-bytes.js';
import { CheckpointRow, HeartbeatRow, LeafRow } from './tree.entity.js';

/** "auditlog" as a number: one sequencer at a time, on whichever instance. */
const sequencerLock = 0x61756469;

/** The columns of an event as the tree commits to them. */
export const leafColumns = columnsOf(EventRow, 'event');

/** The place of an event, and the hash there in base64. */
export const placeColumns = `${someColumnsOf(LeafRow, ['index'], 'leaf')}, encode(leaf.leaf_hash, 'base64') AS "leafHash"`;

export type StoredCheckpoint = Readonly<CheckpointRow>;

/** An event as it takes its place. */
export type PlacedLeaf = Readonly<Pick<LeafRow, 'sequence' | 'transaction' | 'leafHash'>>;

export interface DueEvents {
  /** The bytes of each, which the tree commits to. */
  readonly leaves: readonly Buffer[];
  /** What the horizon is once they are in the tree, and which cluster counts it. */
  readonly horizon: string;
  readonly cluster: string;
}

interface DueRow {
  readonly page: Buffer | null;
  /** Below which every transaction of this cluster is over. */
  readonly horizon: string;
}

export interface Growth {
  readonly from: number;
  /** With the hash of each leaf. */
  readonly events: readonly PlacedLeaf[];
  readonly nodes: readonly TreeNode[];
  readonly checkpoint: StoredCheckpoint;
}

export const newestCheckpoint = `SELECT ${columnsOf(CheckpointRow)} FROM audit.checkpoint ORDER BY checkpoint.no DESC LIMIT 1`;

@Injectable()
export class TreeRepository {
  constructor(private readonly database: Database) {}

  /** For how long the oldest event without a place waits for one; zero where none waits. */
  async unsignedSeconds(): Promise<number> {
    const row = await this.database.one<{ seconds: number }>(
      `SELECT greatest(extract(epoch FROM clock_timestamp() - waiting.recorded_at), 0)::float8 AS seconds
         FROM (SELECT coalesce((SELECT xid FROM audit.leaf ORDER BY index DESC LIMIT 1), '0') AS xid,
                      coalesce((SELECT seq FROM audit.leaf ORDER BY index DESC LIMIT 1), 0) AS seq) last,
              LATERAL (SELECT recorded_at FROM audit.event WHERE (event.xid, event.seq) > (last.xid, last.seq)
                        ORDER BY xid, seq LIMIT 1) waiting`,
    );
    return row?.seconds ?? 0;
  }

  /**
   * Takes the lead until the transaction ends; false when another instance has it. What is committed under it is durable immediately. The
   * planner is forced to use the index, so that a batch costs the same however many events are waiting behind it, and to plan once per
   * connection: planning over all months costs more than a small batch.
   */
  async takeLead(tx: Tx): Promise<boolean> {
    await tx.query(
      `SET LOCAL synchronous_commit = on; SET LOCAL plan_cache_mode = force_generic_plan;
       SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off;
       SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_material = off`,
    );
    const [row] = await tx.query<{ leads: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS leads', [sequencerLock]);
    return row!.leads;
  }

  async newestIn(tx: Tx): Promise<StoredCheckpoint | null> {
    const [checkpoint] = await tx.query<StoredCheckpoint[]>(newestCheckpoint);
    return checkpoint ?? null;
  }

  async newest(): Promise<StoredCheckpoint | null> {
    const [checkpoint] = await this.database.prepared<StoredCheckpoint>('audit-newest-checkpoint', newestCheckpoint, []);
    return checkpoint ?? null;
  }

  /** Which PostgreSQL cluster counts the transaction ids. */
  async cluster(tx: Tx): Promise<string> {
    const [row] = await tx.query<{ cluster: string }[]>('SELECT system_identifier::text AS cluster FROM pg_control_system()');
    return row!.cluster;
  }

  /**
   * Events that the tree may take: those of finished transactions. In another cluster than that of the last checkpoint, where the
   * log was restored, transaction ids say nothing about earlier events; everything committed and not in the tree is due then, in the order of its
   * numbers, which continue from the old cluster. What commits later has an id above the horizon of this cluster.
   */
  async due(tx: Tx, progress: Pick<Progress, 'horizon' | 'cluster'> | null, cluster: string, limit: number): Promise<DueEvents> {
    const isSameCluster = progress === null || progress.cluster === cluster;
    const { page, horizon } = isSameCluster
      ? await this.dueHere(tx, progress?.horizon ?? '0', limit)
      : await this.dueAfterMove(tx, limit);
    const leaves = [...unpacked(page ?? Buffer.alloc(0))];
    const last = leaves.at(-1);
    if (last === undefined) return { leaves, horizon: '0', cluster };
    const isComplete = leaves.length < limit;
    if (isComplete || progress === null) return { leaves, horizon: isComplete ? horizon : transactionIn(last), cluster };
    // A full batch may end inside a transaction, whose other events are still to come.
    return { leaves, horizon: isSameCluster ? transactionIn(last) : progress.horizon, cluster: progress.cluster };
  }

  private async dueHere(tx: Tx, horizon: string, limit: number): Promise<DueRow> {
    const client = (await tx.queryRunner!.connect()) as PoolClient;
    const { rows } = await client.query<DueRow>({
      name: 'audit-due',
      text: `SELECT ${packed('leaf', 'xid, seq')} AS page, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon
         FROM (SELECT event.xid, event.seq, ${leafBytes} AS leaf
                 FROM audit.event event
                WHERE event.xid >= $1::text::xid8 AND event.xid < pg_snapshot_xmin(pg_current_snapshot())
                  AND NOT EXISTS (SELECT FROM audit.leaf leaf WHERE leaf.seq = event.seq)
                ORDER BY event.xid, event.seq
                LIMIT $2) AS due`,
      values: [horizon, limit],
    });
    return rows[0]!;
  }

  /** Scans the whole log once: the planner is free again, and takes the time that this needs. */
  private async dueAfterMove(tx: Tx, limit: number): Promise<DueRow> {
    await tx.query(
      `SET LOCAL statement_timeout = 0; SET LOCAL enable_seqscan = on; SET LOCAL enable_sort = on; SET LOCAL enable_hashjoin = on`,
    );
    const [row] = await tx.query<DueRow[]>(
      `SELECT ${packed('leaf', 'seq')} AS page, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon
         FROM (SELECT event.seq, ${leafBytes} AS leaf
                 FROM audit.event event
                WHERE NOT EXISTS (SELECT FROM audit.leaf leaf WHERE leaf.seq = event.seq)
                ORDER BY event.seq
                LIMIT $1) AS due`,
      [limit],
    );
    return row!;
  }

  /** The id beyond those of all transactions that are committed now. */
  async nextTransaction(): Promise<string> {
    const row = await this.database.one<{ beyond: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS beyond');
    return row!.beyond;
  }

  /** Whether a committed event of an earlier transaction has no position in the tree yet. Positions follow the order of transactions. */
  async isWaiting(beyond: string): Promise<boolean> {
    const row = await this.database.one<{ waits: boolean }>(
      `SELECT EXISTS (
         SELECT FROM audit.event event
          WHERE event.xid >= coalesce((SELECT xid FROM audit.leaf ORDER BY index DESC LIMIT 1), '0'::xid8)
            AND event.xid < $1::text::xid8
            AND NOT EXISTS (SELECT FROM audit.leaf leaf WHERE leaf.seq = event.seq)) AS waits`,
      [beyond],
    );
    return row!.waits;
  }

  /** Adds a batch to the tree. A place or an event that is taken already makes it fail, so that the log cannot fork. */
  async grow(tx: Tx, { from, events, nodes, checkpoint }: Growth): Promise<void> {
    // Texts and one row of bytes: arrays of so many values cost more to write and to read than the hashes to compute.
    await tx.query('SELECT audit.grow($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      from,
      `{${events.map(({ sequence }) => sequence).join(',')}}`,
      `{${events.map(({ transaction }) => transaction).join(',')}}`,
      Buffer.concat(events.map(({ leafHash }) => leafHash)),
      nodes.map(({ level }) => level),
      nodes.map(({ index }) => index),
      nodes.map(({ hash }) => hash),
      checkpoint.no,
      checkpoint.note,
    ]);
  }

  /** The events at places [from, to) of the tree, in that order; places whose event was pruned are left out. */
  async eventsAt(from: number, to: number): Promise<(LeafFields & { readonly index: number; readonly leafHash: string })[]> {
    return this.database.query(
      `SELECT ${placeColumns}, ${leafColumns}
         FROM audit.leaf leaf JOIN audit.event event ON event.xid = leaf.xid AND event.seq = leaf.seq
        WHERE leaf.index >= $1 AND leaf.index < $2
        ORDER BY leaf.index`,
      [from, to],
    );
  }

  async heartbeat(): Promise<Pick<HeartbeatRow, 'signedAt' | 'note'> | null> {
    return this.database.one(`SELECT ${someColumnsOf(HeartbeatRow, ['signedAt', 'note'])} FROM audit.heartbeat`);
  }

  async beat(tx: Tx, signedAt: Date, note: string): Promise<void> {
    await tx.query(
      `INSERT INTO audit.heartbeat (signed_at, note) VALUES ($1, $2)
       ON CONFLICT (singleton) DO UPDATE SET signed_at = EXCLUDED.signed_at, note = EXCLUDED.note`,
      [signedAt, note],
    );
  }

  /** Reads subtrees, leaves and stored nodes in parallel where no transaction binds them to one connection. Throws a RangeError when the tree has lost one. */
  async hashesOf(subtrees: readonly Subtree[], tx?: Tx): Promise<SubtreeHashes> {
    const bands = subtrees.map(bandOf);
    const leafBands = bands.filter(({ level }) => level === 0);
    const nodeBands = bands.filter(({ level }) => level > 0);
    const findLeaves = () => this.stored(leafBands, 'audit.leaf', 'leaf_hash', tx);
    const findNodes = () => this.stored(nodeBands, 'audit.node', 'hash', tx);
    const [leaves, nodes] =
      tx === undefined ? await Promise.all([findLeaves(), findNodes()]) : [await findLeaves(), await findNodes()];
    return (subtree) => {
      const { level, from, to } = bandOf(subtree);
      const known = level === 0 ? leaves : nodes;
      const hashes = Array.from({ length: to - from }, (_, offset) => known.get(`${level}/${from + offset}`));
      if (!hashes.every((hash) => hash !== undefined))
        throw new RangeError(`the stored tree lacks hashes at level ${level} from ${from} to ${to}`);
      return foldBand(hashes);
    };
  }

  private async stored(
    bands: readonly Band[],
    table: 'audit.leaf' | 'audit.node',
    column: string,
    tx?: Tx,
  ): Promise<Map<string, Buffer>> {
    if (bands.length === 0) return new Map();
    const level = table === 'audit.node' ? 'AND kept.level = band.level' : '';
    const sql = `
      SELECT band.level, stored.index::text AS index, stored.hash
        FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS band (level, first, beyond)
       CROSS JOIN LATERAL (SELECT kept.index, kept.${column} AS hash FROM ${table} kept
                            WHERE kept.index >= band.first AND kept.index < band.beyond ${level} OFFSET 0) stored`;
    const parameters = [bands.map(({ level }) => level), bands.map(({ from }) => from), bands.map(({ to }) => to)];
    type Row = { level: number; index: string; hash: Buffer };
    const rows =
      tx === undefined
        ? await this.database.prepared<Row>(`audit-bands-${column}`, sql, parameters)
        : await tx.query<Row[]>(sql, parameters);
    return new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  }
}
