import { Service, computed, inject, signal } from '@angular/core';
import type { Job } from '#contracts/jobs.js';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { Live } from '../../../core/live/live.js';
import { poller, type Pace } from '../../../core/polling.js';
import { JobsApi } from '../../../shared/jobs/jobs-api.js';
import { newestByObject } from './job-progress.rules.js';

/** Least time between two looks that live events ask for, in milliseconds: a long document says something at every page. */
const leastPause = 1_500;

/**
 * The jobs that read documents. What runs is looked up in the API, so that progress is there again after the page was left, or loaded
 * anew; live events bring the next look forward.
 */
@Service()
export class IngestJobsStore {
  private readonly api = inject(JobsApi);
  private readonly known = signal<ReadonlyMap<string, Job>>(new Map());
  private readonly awaited = new Set<string>();
  private readonly listeners = new Set<(job: Job) => void>();
  private readonly polling = poller({ look: () => this.look(), pace: () => this.pace(), calmEvery: 30_000 });
  private viewers = 0;
  private lookedAt = 0;
  private coming: ReturnType<typeof setTimeout> | undefined;

  /** The newest job about each document. */
  readonly byDocument = computed(() => newestByObject([...this.known().values()]));

  constructor() {
    inject(Live).on('job', () => this.lookSoon());
  }

  /** Starts watching; returns a function that stops it. */
  join(): () => void {
    this.viewers++;
    void this.look()
      .catch(() => undefined)
      .then(() => this.polling.start());
    return () => {
      this.viewers--;
    };
  }

  job(id: string): Job | undefined {
    return this.known().get(id);
  }

  /** Looks until this job is over, whoever is watching. */
  await(id: string): void {
    this.awaited.add(id);
    void this.polling.start();
  }

  /** Calls back for each job that ends while somebody watches or waits; returns a function that stops it. */
  onEnd(act: (job: Job) => void): () => void {
    this.listeners.add(act);
    return () => void this.listeners.delete(act);
  }

  async cancel(id: string): Promise<void> {
    this.take([await this.api.cancel(id)]);
    void this.polling.start();
  }

  private pace(): Pace {
    if (this.awaited.size > 0) return 'quick';
    if (this.viewers === 0) return 'end';
    return [...this.known().values()].some(isRunning) ? 'quick' : 'calm';
  }

  private lookSoon(): void {
    if (this.viewers === 0 && this.awaited.size === 0) return;
    const wait = Math.max(0, this.lookedAt + leastPause - Date.now());
    this.coming ??= setTimeout(() => {
      this.coming = undefined;
      void this.look()
        .catch(() => undefined)
        .then(() => this.polling.start());
    }, wait);
  }

  private async look(): Promise<void> {
    this.lookedAt = Date.now();
    const { items } = await this.api.newest('knowledge.ingest', 200);
    const listed = new Set(items.map(({ id }) => id));
    const older = await Promise.all([...this.unfinished()].filter((id) => !listed.has(id)).map((id) => this.one(id)));
    this.take([...items, ...older.filter((job) => job !== null)]);
  }

  private unfinished(): ReadonlySet<string> {
    const running = [...this.known().values()].filter(isRunning);
    return new Set([...this.awaited, ...running.map(({ id }) => id)]);
  }

  private async one(id: string): Promise<Job | null> {
    try {
      return await this.api.job(id);
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.status === 404) this.forget(id);
      return null;
    }
  }

  private forget(id: string): void {
    this.awaited.delete(id);
    this.known.update((known) => new Map([...known].filter(([each]) => each !== id)));
  }

  /** An older answer may come after a newer one: what is over stays over. */
  private take(answered: readonly Job[]): void {
    const before = this.known();
    const isOver = (job: Job | undefined) => job !== undefined && !isRunning(job);
    const jobs = answered.filter((job) => !isRunning(job) || !isOver(before.get(job.id)));
    this.known.set(new Map([...before, ...jobs.map((job) => [job.id, job] as const)]));
    for (const job of jobs) {
      if (isRunning(job)) continue;
      const last = before.get(job.id);
      const wasAwaited = this.awaited.delete(job.id);
      if (wasAwaited || (last !== undefined && isRunning(last))) for (const act of this.listeners) act(job);
    }
  }
}

function isRunning({ finishedAt }: Job): boolean {
  return finishedAt === null;
}
