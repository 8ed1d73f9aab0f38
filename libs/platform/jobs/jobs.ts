import { Inject, Injectable, Optional, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import { RUNTIME_URL } from '../database/pool/runtime-url.js';
import type { Tx } from '../database/transactions.js';
import { withRequestId } from '../http/request-context.js';
import { errorName, errorPlace } from '../logging/error-name.js';
import { Log } from '../logging/log.js';
import { unfitFields, type JobData } from './job-data.rules.js';
import { jobSchema } from './job-schema.js';
import { Tracing } from '../tracing/tracing.js';
import { slotId } from './slot-id.js';
import { Schedules, type CronLine } from './schedules.js';
import { ClearsItself } from '../retention/expiry.js';

export interface JobKind<Data extends JobData> {
  /** `room.verb`, such as `rag.merge-segments`. */
  readonly name: string;
  /** Does the work. The signal says that the instance is closing or that the run counts as lost: stop soon, and be ready to begin again. */
  readonly handle: (data: Data, signal: AbortSignal) => Promise<void>;
  /** Seconds after which a run counts as lost and is tried again. */
  readonly expireInSeconds?: number;
  /** Tries after the first; the pause between them doubles. */
  readonly retryLimit?: number;
  /** Concurrent runs on an instance; one by default. */
  readonly concurrency?: number;
  /** For work that runs by itself: once in the whole installation, not once an instance. */
  readonly cron?: CronLine;
}

/** Seconds. Work that was enqueued here begins immediately; this is how often each kind is polled for otherwise. */
const pollSeconds = 2;
/** Seconds without a sign of life after which the worker of a running job counts as dead. */
const heartbeat = 30;
/** Milliseconds that running jobs get to stop when the instance closes. */
const stopWithin = 5_000;

/** Work that outlives its request, kept in PostgreSQL by pg-boss: it survives a crash and runs on whichever instance is free. */
@Injectable()
@ClearsItself({ tables: ['jobs.job'], rule: 'by the queue, days after its end' })
export class Jobs implements OnModuleInit, BeforeApplicationShutdown {
  private readonly boss: PgBoss;
  private readonly workers = new Map<string, string>();
  private readonly closing = new AbortController();
  private readonly started: Promise<void>;
  private start!: () => void;

  /** @param superviseSeconds interval of the check for lost runs. */
  constructor(
    @Inject(RUNTIME_URL) databaseUrl: string,
    private readonly log: Log,
    private readonly schedules: Schedules,
    @Optional() superviseSeconds: number = 20,
    @Optional() private readonly tracing: Tracing = Tracing.off,
  ) {
    this.boss = new PgBoss({
      connectionString: databaseUrl,
      schema: jobSchema,
      migrate: false,
      createSchema: false,
      reindex: false, // at run time nothing owns an index
      schedule: false, // `Schedules` says when something is due
      superviseIntervalSeconds: superviseSeconds,
      monitorIntervalSeconds: superviseSeconds,
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

  /** Before the database goes, which running jobs still need. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await this.boss.stop({ graceful: true, timeout: stopWithin });
  }

  /** Registers a kind of work and takes part in doing it. Called once for each kind, when its room starts. */
  async perform<Data extends JobData>(kind: JobKind<Data>): Promise<void> {
    await this.started;
    const limits = {
      expireInSeconds: kind.expireInSeconds ?? 900,
      heartbeatSeconds: heartbeat,
      retryLimit: kind.retryLimit ?? 3,
      retryDelay: 1,
      retryBackoff: true,
    };
    await this.boss.createQueue(kind.name, limits);
    await this.boss.updateQueue(kind.name, limits); // it may be there from an earlier version, with other limits
    const pace = { pollingIntervalSeconds: pollSeconds, localConcurrency: kind.concurrency ?? 1 };
    const worker = await this.boss.work<Data>(kind.name, pace, async (jobs) => {
      for (const { id, data, signal } of jobs)
        await withRequestId(id, () => this.traced(kind, id, data, AbortSignal.any([signal, this.closing.signal])));
    });
    this.workers.set(kind.name, worker);
    await this.boss.unschedule(kind.name); // an earlier version let the queue keep the time
    if (kind.cron !== undefined) this.schedules.keep(kind.name, kind.cron, (slot) => this.sendOnce(kind.name, slot));
  }

  /** Every instance sends the work of a slot under the same id, and the queue takes the first. */
  private async sendOnce(name: string, slot: Date): Promise<void> {
    const sent = await this.boss.send(name, {}, { id: slotId(name, slot) });
    if (sent !== null) this.wake(name);
  }

  /** Puts work on the queue with the transaction: it exists if, and only if, the transaction commits. Returns the job's id. */
  async enqueue(
    tx: Tx,
    name: string,
    data: JobData,
    options: { readonly singletonKey?: string; readonly id?: string } = {},
  ): Promise<string | null> {
    const unfit = unfitFields({ ...data, ...options });
    if (unfit.length > 0) throw new TypeError(`A job ${name} may carry ids and numbers only, which ${unfit.join(', ')} is not.`);
    const id = await this.boss.send(name, data, {
      ...options,
      db: { executeSql: async (text, values) => ({ rows: (await tx.query(text, values)) as unknown[] }) },
    });
    tx.afterCommit(() => this.wake(name));
    return id;
  }

  private wake(name: string): void {
    const worker = this.workers.get(name);
    if (worker) this.boss.notifyWorker(worker);
  }

  private traced<Data extends JobData>(kind: JobKind<Data>, id: string, data: Data, signal: AbortSignal): Promise<void> {
    return this.tracing.work(`job ${kind.name}`, { 'chat_man.request_id': id }, () => this.run(kind, data, signal));
  }

  /** The queue keeps what a run throws, in the clear: it gets the error's name and nothing of its message. */
  private async run<Data extends JobData>(kind: JobKind<Data>, data: Data, signal: AbortSignal): Promise<void> {
    try {
      await kind.handle(data, signal);
    } catch (error) {
      const fact = signal.aborted ? 'job was stopped' : 'job failed';
      this.log.warn(fact, { job: kind.name, error: errorName(error), at: errorPlace(error) });
      throw Object.assign(new Error(errorName(error)), { stack: '' });
    }
  }
}
