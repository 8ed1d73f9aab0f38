import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '../../clock.js';
import { sealedTables, type SealedTable } from '../../database/declared/sealed-tables.js';
import { Transactions } from '../../database/transactions.js';
import { Problem } from '../../http/problem.js';
import { rotationUnderWay } from '../keyring.errors.js';
import type { Owner } from '../keys/owner.js';
import { KEY_CACHE_SECONDS } from '../keys/sealer-cache.js';
import { KeyRotation, SECONDS_BEFORE_ACTIVATION } from './key-rotation.js';
import { Resealing, type Resealed } from './resealing.js';
import { TurnoverRepository, type KeyCounts } from './turnover.repository.js';

const dayMs = 86_400_000;

/** What the turnover is at: `prepare` and `activate` count keys, `wait` seconds, `reseal` rows of a table. */
export interface TurnoverProgress {
  readonly step: 'prepare' | 'wait' | 'activate' | 'reseal' | 'refuse';
  readonly done: number;
  readonly total: number | null;
  /** The table that is sealed again. */
  readonly table?: string;
}

export interface TurnoverOptions {
  /** Keys of at least this age get a new version. */
  readonly olderThanDays: number;
  /** Makes no new versions, and goes on with those of a turnover that was interrupted. */
  readonly continues: boolean;
  /** Refuses the older versions of every key under which nothing is left. */
  readonly refusesOld: boolean;
  /** Tables whose rows never change, so that they keep what they hold under older versions. */
  readonly neverRewritten: readonly string[];
  readonly onProgress: (progress: TurnoverProgress) => void;
  readonly signal?: AbortSignal;
}

export interface Turnover extends Resealed {
  /** Keys that got a new version. */
  readonly rotated: number;
  /** Keys whose older versions open nothing any more; null where that was not asked for. */
  readonly oldRefused: number | null;
  /** Keys whose older versions still seal something, and so go on opening. */
  readonly oldKept: number;
}

/**
 * New versions for all data keys while everything runs, and what they seal sealed again. It may stop anywhere: what is sealed opens at
 * every moment, and `continues` goes on. Instances learn new versions before anything is sealed under them, hence the waits.
 */
@Injectable()
export class KeyTurnover {
  constructor(
    private readonly rotation: KeyRotation,
    private readonly resealing: Resealing,
    private readonly repository: TurnoverRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  state(): Promise<KeyCounts> {
    return this.repository.counts();
  }

  /** How many keys a turnover of this age would rotate. */
  async due(olderThanDays: number): Promise<number> {
    return (await this.repository.ownersOlderThan(this.before(olderThanDays))).length;
  }

  async run(options: TurnoverOptions): Promise<Turnover> {
    const { signal } = options;
    if (!options.continues) await this.prepare(options);
    await this.pause('prepared', SECONDS_BEFORE_ACTIVATION, options);
    const activated = await this.activate(options);
    await this.pause('retired', KEY_CACHE_SECONDS, options);
    signal?.throwIfAborted();
    const tables = sealedTables();
    const counts = await this.reseal(tables, options);
    signal?.throwIfAborted();
    const { refused: oldRefused, kept: oldKept } = await this.settle(tables, options);
    return { rotated: activated.length, ...counts, oldRefused, oldKept };
  }

  private before(days: number): Date {
    return new Date(this.clock.now().getTime() - days * dayMs);
  }

  private async prepare({ olderThanDays, onProgress, signal }: TurnoverOptions): Promise<void> {
    if ((await this.repository.counts()).prepared > 0) throw rotationUnderWay();
    const owners = await this.repository.ownersOlderThan(this.before(olderThanDays));
    for (const [index, owner] of owners.entries()) {
      signal?.throwIfAborted();
      await unlessGone(() => this.transactions.run((tx) => this.rotation.prepare(tx, owner)));
      onProgress({ step: 'prepare', done: index + 1, total: owners.length });
    }
  }

  private async activate({ onProgress, signal }: TurnoverOptions): Promise<Owner[]> {
    const owners = await this.repository.ownersPrepared();
    for (const [index, owner] of owners.entries()) {
      signal?.throwIfAborted();
      await unlessGone(() => this.transactions.run((tx) => this.rotation.activate(tx, owner)));
      onProgress({ step: 'activate', done: index + 1, total: owners.length });
    }
    return owners;
  }

  /** Until every instance has loaded its keys again since versions came into this state. */
  private async pause(state: 'prepared' | 'retired', seconds: number, { onProgress, signal }: TurnoverOptions): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const passed = await this.repository.secondsSinceNewest(state);
      if (passed >= seconds) return;
      onProgress({ step: 'wait', done: Math.floor(passed), total: seconds });
      await sleep(Math.min(1_000, Math.ceil((seconds - passed) * 1_000)));
    }
  }

  private async reseal(tables: readonly SealedTable[], options: TurnoverOptions): Promise<Resealed> {
    const sum = { resealed: 0, refused: 0, broken: 0 };
    for (const table of tables) {
      if (options.neverRewritten.includes(table.name)) continue;
      // A value would be written to every row that shares the column.
      if (!table.isKeyWhole) throw new Error(`invariant: ${table.name} needs more than ${table.key} to find a row`);
      const onRow = (done: number): void => options.onProgress({ step: 'reseal', done, total: null, table: table.name });
      const counts = await this.resealing.table(table, onRow, options.signal);
      for (const name of ['resealed', 'refused', 'broken'] as const) sum[name] += counts[name];
    }
    return sum;
  }

  /** Nothing is sealed under an older version any more since the pause, so what is not found now is not there. */
  private async settle(
    tables: readonly SealedTable[],
    { refusesOld, onProgress }: TurnoverOptions,
  ): Promise<{ refused: number | null; kept: number }> {
    const inUse = new Set<string>();
    for (const table of tables) for (const id of await this.repository.keysLeftIn(table)) inUse.add(id);
    const owners = await this.repository.ownersWithRetired();
    const free = owners.filter(({ keyId }) => !inUse.has(keyId));
    if (!refusesOld) return { refused: null, kept: owners.length - free.length };
    for (const [index, { active, ...owner }] of free.entries()) {
      await unlessGone(() => this.transactions.run((tx) => this.rotation.raiseFloor(tx, owner, active)));
      onProgress({ step: 'refuse', done: index + 1, total: free.length });
    }
    return { refused: free.length, kept: owners.length - free.length };
  }
}

/** A key that was destroyed in the meantime needs nothing more. */
async function unlessGone(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem && ['no-key', 'no-version-prepared', 'floor-above-active'].includes(error.code))) throw error;
  }
}
