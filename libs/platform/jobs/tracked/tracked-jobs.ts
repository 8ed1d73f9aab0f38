import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Job, JobPage, JobQuery } from '#contracts/jobs.js';
import type { Actor } from '../../access/actor.js';
import { Clock } from '../../clock.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import { byId, readPage, shownPage } from '../../http/paging.js';
import { Ids } from '../../ids.js';
import { Log } from '../../logging/log.js';
import { Jobs } from '../jobs.js';
import { jobOf } from './job-answer.js';
import type { AbandonedJob, TrackedKind, Unfinished } from './job-kinds.js';
import { JobRunner } from './job-runner.js';
import { jobFailed, jobNotFound, jobOver } from './tracked-job.errors.js';
import type { TrackedJobRow } from './tracked-job.entity.js';
import { TrackedJobsRepository, type JobSight, type NewJob } from './tracked-jobs.repository.js';
import { ClearsItself } from '../../retention/expiry.js';

/** Days that finished jobs are shown. */
const keptDays = 30;
const dayMs = 86_400_000;

/** Work that people follow: who may see it, how far it is, how it ended. The queue of pg-boss says when it runs. */
@Injectable()
@ClearsItself({ tables: ['platform.tracked_job'], rule: '30 days after its end' })
export class TrackedJobs implements OnApplicationBootstrap {
  private readonly kinds = new Map<string, TrackedKind>();

  constructor(
    private readonly jobs: Jobs,
    private readonly repository: TrackedJobsRepository,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: 'platform.settle-jobs', cron: '* * * * *', handle: () => this.settle() });
  }

  /** Registers a kind of work and takes part in doing it. Called once for each kind, when its room starts. */
  async perform(kind: TrackedKind): Promise<void> {
    this.kinds.set(kind.name, kind);
    const { repository, transactions, clock, log } = this;
    const runner = new JobRunner(kind, { repository, transactions, clock, log, end: (id, end) => this.end(id, end) });
    await this.jobs.perform<{ job: string }>({
      name: kind.name,
      handle: ({ job }, signal) => runner.run(job, signal),
      expireInSeconds: kind.expireInSeconds ?? 3600,
      retryLimit: 50, // the runner counts attempts; an orderly stop of an instance is none
      concurrency: kind.concurrency ?? 1,
    });
  }

  /** Enqueues a job in the transaction. Returns its id. */
  async start(tx: Tx, job: Omit<NewJob, 'id' | 'createdAt'>): Promise<string> {
    const id = this.ids.next();
    await this.repository.add(tx, { ...job, id, createdAt: this.clock.now() });
    await this.jobs.enqueue(tx, job.kind, { job: id }, { id });
    return id;
  }

  async list(actor: Actor, query: JobQuery): Promise<JobPage> {
    const sight = await this.sightOf(actor);
    const filter = { state: query.state ?? null, kind: query.kind ?? null, objectId: query.object ?? null };
    const page = await readPage(query, byId, (before, limit) => this.repository.visibleTo(sight, { ...filter, before, limit }));
    return shownPage(page, jobOf);
  }

  /** @throws Problem `job-not-found` */
  async show(actor: Actor, id: string): Promise<Job> {
    return jobOf(await this.seen(actor, id));
  }

  /** Ends a waiting job immediately; a running one stops soon, and publishes nothing. @throws Problem `job-not-found`, `job-over` */
  async cancel(tx: Tx, actor: Actor, id: string): Promise<Job> {
    await this.seen(actor, id);
    const held = await this.repository.hold(tx, id);
    if (held === null) throw jobOver();
    const now = this.clock.now();
    await this.repository.requestCancel(tx, id, now);
    if (held.state === 'running') return jobOf({ ...held, cancelRequestedAt: now });
    const end = { outcome: 'cancelled' } as const;
    await this.abandon(tx, held, end);
    return jobOf({ ...held, state: 'cancelled', finishedAt: now });
  }

  /** Cancels every unfinished job about a thing that is going away. */
  async cancelAbout(tx: Tx, about: { readonly objectId: string } | { readonly scopeId: string }): Promise<void> {
    await this.repository.cancelAbout(tx, about, this.clock.now());
  }

  /** Ends abandoned jobs, and forgets old ones. */
  async settle(): Promise<void> {
    for (const id of await this.repository.lost()) await this.end(id, { outcome: 'failed', code: jobFailed().code });
    const cutoff = new Date(this.clock.now().getTime() - keptDays * dayMs);
    await this.transactions.run((tx) => this.repository.forgetBefore(tx, cutoff));
  }

  private async end(id: string, end: Unfinished): Promise<void> {
    await this.transactions.run(async (tx) => {
      const held = await this.repository.hold(tx, id);
      if (held !== null) await this.abandon(tx, held, end);
    });
    this.log.info('job ended early', { jobId: id, ...end });
  }

  private async abandon(tx: Tx, { id, kind, ownerId, scopeId, objectId }: TrackedJobRow, end: Unfinished): Promise<void> {
    await this.repository.end(tx, id, end, this.clock.now());
    const job: AbandonedJob = { id, ownerId, scopeId, objectId, end };
    await this.kinds.get(kind)?.abandon?.(tx, job);
  }

  private async seen(actor: Actor, id: string): Promise<TrackedJobRow> {
    const row = await this.repository.visible(await this.sightOf(actor), id);
    if (row === null) throw jobNotFound();
    return row;
  }

  private async sightOf(actor: Actor): Promise<JobSight> {
    const open = [...this.kinds.values()].filter(({ permission }) => actor.permissions.has(permission));
    const scoped = await Promise.all(
      open.map(async ({ name, scopesOf }) => (await scopesOf?.(actor))?.map((scopeId) => ({ kind: name, scopeId })) ?? []),
    );
    const kinds = open.filter(({ scopesOf }) => scopesOf === undefined).map(({ name }) => name);
    return { ownerId: actor.id, kinds, scoped: scoped.flat() };
  }
}
