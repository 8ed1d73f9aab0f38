import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import { RUNTIME_URL } from '../database/runtime-url.js';
import type { Tx } from '../database/transactions.js';
import { errorName } from '../logging/error-name.js';
import { Log } from '../logging/log.js';
import { jobSchema } from './job-schema.js';

export interface JobKind<Data extends object> {
  /** `room.verb`, such as `rag.merge-segments`. */
  readonly name: string;
  /** Ids and numbers only: a job's payload is stored in the clear. */
  readonly handle: (data: Data, signal: AbortSignal) => Promise<void>;
  /** Seconds after which a run counts as lost and is tried again. */
  readonly expireInSeconds?: number;
  /** Tries after the first; the pause between them doubles. */
  readonly retryLimit?: number;
  /** A cron line (five fields, UTC) for work that runs by itself: once in the whole installation, not once an instance. */
  readonly cron?: string;
}

/** Work that outlives its request, kept in PostgreSQL by pg-boss: it survives a crash and runs on whichever instance is free. */
@Injectable()
export class Jobs implements OnModuleInit, OnApplicationShutdown {
  private readonly boss: PgBoss;
  private readonly started: Promise<void>;
  private start!: () => void;

  constructor(
    @Inject(RUNTIME_URL) databaseUrl: string,
    private readonly log: Log,
  ) {
    this.boss = new PgBoss({
      connectionString: databaseUrl,
      schema: jobSchema,
      migrate: false,
      createSchema: false,
      max: 3,
      application_name: 'chat-man-jobs',
    });
    this.boss.on('error', (error) => this.log.warn('job queue failed', { error: errorName(error) }));
    this.started = new Promise((resolve) => (this.start = resolve));
  }

  async onModuleInit(): Promise<void> {
    await this.boss.start();
    this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 5_000 });
  }

  /** Registers a kind of work and takes part in doing it. Called once for each kind, when its room starts. */
  async perform<Data extends object>(kind: JobKind<Data>): Promise<void> {
    await this.started;
    await this.boss.createQueue(kind.name, {
      expireInSeconds: kind.expireInSeconds ?? 900,
      retryLimit: kind.retryLimit ?? 3,
      retryBackoff: true,
    });
    await this.boss.work<Data>(kind.name, { pollingIntervalSeconds: 1 }, async (jobs) => {
      for (const job of jobs) await kind.handle(job.data, job.signal);
    });
    if (kind.cron) await this.boss.schedule(kind.name, kind.cron, {});
  }

  /** Puts work on the queue with the transaction: it exists if, and only if, the transaction commits. Answers the job's id. */
  async enqueue(tx: Tx, name: string, data: object, options: { readonly singletonKey?: string } = {}): Promise<string | null> {
    return this.boss.send(name, data, {
      ...options,
      db: { executeSql: async (text, values) => ({ rows: (await tx.query(text, values)) as unknown[] }) },
    });
  }
}
