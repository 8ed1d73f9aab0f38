import { DestroyRef, computed, inject, signal } from '@angular/core';
import type { Job } from '#contracts/jobs.js';
import { wordsFor } from '../../core/api/api-problem.js';
import { Live } from '../../core/live/live.js';
import { poller, type Poller } from '../../core/polling.js';
import { JobsApi } from './jobs-api.js';

/** How many are shown; who needs older ones finds them in the API. */
const shown = 20;
/** Least time between two looks that live events ask for, in milliseconds. */
const leastPause = 1_000;

/**
 * The jobs of one kind that the person may see, newest first. They are looked up in the API, so that progress is there again after the page
 * was left, and followed while one of them is under way.
 */
export class JobsOfKind {
  private readonly known = signal<readonly Job[] | null>(null);
  private readonly lastFailure = signal('');
  private lookedAt = 0;

  readonly all = computed(() => this.known() ?? []);
  readonly state = computed(() => {
    if (this.known() !== null) return 'ready';
    return this.lastFailure() === '' ? 'loading' : 'failed';
  });
  readonly failure = this.lastFailure.asReadonly();

  constructor(
    private readonly kind: string,
    private readonly api: JobsApi,
    private readonly ended: (job: Job) => void,
  ) {}

  async look(): Promise<void> {
    this.lookedAt = Date.now();
    try {
      this.take((await this.api.newest(this.kind, shown)).items);
      this.lastFailure.set('');
    } catch (failure) {
      this.lastFailure.set(wordsFor(failure));
      throw failure;
    }
  }

  async cancel(id: string): Promise<void> {
    const job = await this.api.cancel(id);
    this.take(this.all().map((each) => (each.id === id ? job : each)));
  }

  isDue(): boolean {
    return Date.now() - this.lookedAt > leastPause;
  }

  isAnyRunning(): boolean {
    return this.all().some(({ finishedAt }) => finishedAt === null);
  }

  private take(jobs: readonly Job[]): void {
    const running = new Set(this.all().flatMap(({ id, finishedAt }) => (finishedAt === null ? [id] : [])));
    this.known.set(jobs);
    for (const job of jobs) if (job.finishedAt !== null && running.has(job.id)) this.ended(job);
  }
}

/** From an injection context: followed until that is destroyed. `ended` is called for each job that ends meanwhile. */
export function jobsOfKind(kind: string, ended: (job: Job) => void): JobsOfKind & { readonly follow: () => Promise<void> } {
  const jobs = new JobsOfKind(kind, inject(JobsApi), ended);
  const polling: Poller = poller({
    look: () => jobs.look(),
    pace: () => (jobs.isAnyRunning() ? 'quick' : 'calm'),
    calmEvery: 30_000,
  });
  /** Looks now, and goes on. */
  const follow = async (): Promise<void> => {
    await jobs.look().catch(() => undefined); // shown by the list
    void polling.start();
  };
  inject(DestroyRef).onDestroy(inject(Live).on('job', () => void (jobs.isDue() && follow())));
  void follow();
  return Object.assign(jobs, { follow });
}
