import { hash } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { uuidv7 } from '#platform/ids.js';
import type { Tx } from '#platform/database/transactions.js';
import type { AuditRoom } from './audit-room.js';
import { processorMs } from './process-figures.js';

type Work = (tx: Tx, actor: string) => Promise<unknown>;

interface Rate {
  readonly perSecond: number;
  /** Processor time of one commit, here and in the server: its cost regardless of the disk. */
  readonly nodeMs: number;
  readonly postgresMs: number;
}

/**
 * Durable commits a second of the same business write, one row, in transactions of their own:
 * - plain: the row alone
 * - audited: the row and its event, as Chat Man records it, while the sequencer signs beside it
 * - chained: the row, and a record in a hash chain, as applications keep one: the head is read and locked, the record is hashed here,
 *   record and head are written, then the row, so that the chain is held until the commit is on disk
 * - chainedLast: the same with the row first, so that only the record's own statements and the commit happen under the lock
 * - chainedInOne: the tightest chain there can be: everything about it in one statement, hashed by the database, after the row
 */
export class AuditCommits {
  private readonly kinds: Readonly<Record<string, Work>> = {
    plain: (tx, actor) => this.plain(tx, actor),
    audited: (tx, actor) => this.audited(tx, actor),
    chained: (tx, actor) => this.chained(tx, actor),
    chainedLast: (tx, actor) => this.chainedLast(tx, actor),
    chainedInOne: (tx, actor) => this.chainedInOne(tx, actor),
  };

  private constructor(private readonly room: AuditRoom) {}

  static async in(room: AuditRoom): Promise<AuditCommits> {
    await room.asOwner(`
      DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench;
      CREATE TABLE bench.change (id uuid PRIMARY KEY, actor uuid NOT NULL, value text NOT NULL);
      CREATE TABLE bench.chain (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL, recorded_at timestamptz NOT NULL, actor uuid NOT NULL,
        role text NOT NULL, request_id uuid, action text NOT NULL, object_type text, object_id text, outcome text NOT NULL,
        previous bytea NOT NULL, hash bytea NOT NULL);
      CREATE INDEX chain_time ON bench.chain (recorded_at);
      CREATE INDEX chain_actor ON bench.chain (actor, recorded_at);
      CREATE TABLE bench.head (one int PRIMARY KEY, hash bytea NOT NULL);
      INSERT INTO bench.head VALUES (1, sha256(''));
      GRANT USAGE ON SCHEMA bench TO chatman_runtime;
      GRANT ALL ON ALL TABLES IN SCHEMA bench TO chatman_runtime;
      GRANT ALL ON ALL SEQUENCES IN SCHEMA bench TO chatman_runtime`);
    return new AuditCommits(room);
  }

  /** Each kind twice and interleaved, so that a machine that is slow for a while is slow for all. */
  async measure(writers: number, seconds: number, kinds: readonly string[] = Object.keys(this.kinds)): Promise<object> {
    const rates: Record<string, Rate[]> = {};
    for (let round = 0; round < 2; round += 1)
      for (const kind of kinds)
        (rates[kind] ??= []).push(await this.rate(this.kinds[kind]!, writers, seconds, kind === 'audited'));
    const mean = Object.fromEntries(Object.entries(rates).map(([kind, found]) => [kind, meanOf(found)]));
    process.stderr.write(
      `${writers} writers: ${Object.entries(mean)
        .map(([kind, rate]) => `${kind} ${rate.perSecond}`)
        .join(', ')}\n`,
    );
    const times = (one: string, other: string): number =>
      Number(((mean[one]?.perSecond ?? NaN) / (mean[other]?.perSecond ?? NaN)).toFixed(2));
    return {
      writers,
      ...mean,
      auditedToPlain: times('audited', 'plain'),
      // Anything that writes at least what plain writes cannot be better than this beside the chain.
      plainToChained: times('plain', 'chained'),
      auditedToChained: times('audited', 'chained'),
      auditedToChainedLast: times('audited', 'chainedLast'),
      auditedToChainedInOne: times('audited', 'chainedInOne'),
    };
  }

  /** What one flush of the write-ahead log's size costs on this disk, in milliseconds. */
  flushMs(): { p50: number; p95: number } {
    const file = openSync(join(this.room.home, 'flush'), 'w');
    const block = Buffer.alloc(8192);
    const times = Array.from({ length: 200 }, (_, at) => {
      const began = performance.now();
      writeSync(file, block, 0, block.length, (at % 64) * block.length);
      fdatasyncSync(file);
      return performance.now() - began;
    }).sort((one, other) => one - other);
    closeSync(file);
    return { p50: Number(times[100]!.toFixed(2)), p95: Number(times[190]!.toFixed(2)) };
  }

  private plain(tx: Tx, actor: string): Promise<unknown> {
    return tx.query('INSERT INTO bench.change (id, actor, value) VALUES ($1, $2, $3)', [
      uuidv7(Date.now()),
      actor,
      'a value of some length',
    ]);
  }

  private async audited(tx: Tx, actor: string): Promise<unknown> {
    await this.plain(tx, actor);
    return this.room.writer.record(tx, {
      actor: { id: actor, role: 'admin' },
      action: 'settings.changed',
      outcome: 'success',
      requestId: actor,
      object: { type: 'settings', id: 'model.name' },
    });
  }

  private async chained(tx: Tx, actor: string): Promise<unknown> {
    await this.link(tx, actor);
    return this.plain(tx, actor);
  }

  private async chainedLast(tx: Tx, actor: string): Promise<unknown> {
    await this.plain(tx, actor);
    return this.link(tx, actor);
  }

  private async link(tx: Tx, actor: string): Promise<void> {
    const [head] = await tx.query<{ hash: Buffer }[]>('SELECT hash FROM bench.head WHERE one = 1 FOR UPDATE');
    const record = [
      uuidv7(Date.now()),
      new Date().toISOString(),
      actor,
      'admin',
      actor,
      'settings.changed',
      'settings',
      'model.name',
      'success',
    ];
    const next = hash('sha256', Buffer.concat([head!.hash, Buffer.from(JSON.stringify(record))]), 'buffer');
    await tx.query(
      `INSERT INTO bench.chain (id, recorded_at, actor, role, request_id, action, object_type, object_id, outcome, previous, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [...record, head!.hash, next],
    );
    await tx.query('UPDATE bench.head SET hash = $1 WHERE one = 1', [next]);
  }

  private async chainedInOne(tx: Tx, actor: string): Promise<unknown> {
    await this.plain(tx, actor);
    return tx.query(
      `WITH head AS (SELECT hash FROM bench.head WHERE one = 1 FOR UPDATE),
            link AS (INSERT INTO bench.chain (id, recorded_at, actor, role, action, outcome, previous, hash)
                     SELECT $1, now(), $2, 'admin', $3, 'success', hash, sha256(hash || convert_to($3, 'UTF8') || uuid_send($1)) FROM head
                     RETURNING hash)
       UPDATE bench.head SET hash = (SELECT hash FROM link) WHERE one = 1`,
      [uuidv7(Date.now()), actor, 'settings.changed'],
    );
  }

  private async rate(work: Work, writers: number, seconds: number, signs: boolean): Promise<Rate> {
    let commits = 0;
    const [node, postgres] = [process.cpuUsage(), await this.postgresCpuMs()];
    const began = performance.now();
    const end = began + seconds * 1000;
    const write = async (): Promise<void> => {
      const actor = uuidv7(Date.now());
      while (performance.now() < end) {
        await this.room.transactions.run((tx) => work(tx, actor));
        commits += 1;
      }
    };
    // The sequencer works beside the writers, as it does in the product.
    const sign = async (): Promise<void> => {
      while (performance.now() < end) {
        await this.room.sequencer.step();
        await setTimeout(250);
      }
    };
    await Promise.all([...Array.from({ length: writers }, write), signs ? sign() : undefined]);
    const took = performance.now() - began;
    const { user, system } = process.cpuUsage(node);
    return {
      perSecond: (commits / took) * 1000,
      nodeMs: (user + system) / 1000 / commits,
      postgresMs: ((await this.postgresCpuMs()) - postgres) / commits,
    };
  }

  /** Processor time of all client backends so far. */
  private async postgresCpuMs(): Promise<number> {
    const rows = await this.room.reads.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE backend_type IN ('client backend', 'walwriter')`,
    );
    return rows.reduce((sum, { pid }) => sum + (processorMs(pid) ?? 0), 0);
  }
}

function meanOf(rates: readonly Rate[]): Rate {
  const mean = (pick: (rate: Rate) => number): number => rates.reduce((sum, rate) => sum + pick(rate), 0) / rates.length;
  return {
    perSecond: Math.round(mean(({ perSecond }) => perSecond)),
    nodeMs: Number(mean(({ nodeMs }) => nodeMs).toFixed(3)),
    postgresMs: Number(mean(({ postgresMs }) => postgresMs).toFixed(3)),
  };
}
