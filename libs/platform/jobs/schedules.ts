import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { Settings } from '../config/settings/settings.js';
import { errorName } from '../logging/error-name.js';
import { Log } from '../logging/log.js';

/** A cron line (five fields, UTC), or a function that returns one: it is called again whenever settings change. */
export type CronLine = string | (() => string);

interface Kept {
  readonly line: () => string;
  readonly due: (slot: Date) => Promise<void>;
  current: string;
}

/** A late tick is better than none: a machine that was asleep or busy still does what was due. The longest that a timer can wait. */
const neverSkip = 2 ** 31 - 1;
/** Milliseconds between attempts to hand over what was due while the database is away. */
const tryAgainEvery = 5_000;

/**
 * Ticks on every instance when work is due. The tick enqueues a job, whose key makes it one job for all instances.
 * A changed setting takes effect immediately.
 */
@Injectable()
export class Schedules implements BeforeApplicationShutdown {
  private readonly kept = new Map<string, Kept>();
  private readonly closing = new AbortController();

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {
    settings.onChange(() => this.follow());
  }

  beforeApplicationShutdown(): void {
    this.closing.abort();
  }

  /** Calls `due` with the time at which it was due, by this instance's clock, until it succeeds or the next time has come. */
  keep(name: string, line: CronLine, due: (slot: Date) => Promise<void>): void {
    const kept: Kept = { line: typeof line === 'string' ? () => line : line, due, current: '' };
    this.kept.set(name, kept);
    this.mount(name, kept);
  }

  /** When work of this name is due next; null where it has no schedule. */
  next(name: string): Date | null {
    return this.kept.has(name) ? this.registry.getCronJob(name).nextDate().toJSDate() : null;
  }

  private follow(): void {
    for (const [name, kept] of this.kept) if (kept.line() !== kept.current) this.mount(name, kept);
  }

  private mount(name: string, kept: Kept): void {
    kept.current = kept.line();
    if (this.registry.doesExist('cron', name)) this.registry.deleteCronJob(name);
    const job: CronJob = CronJob.from({
      name,
      cronTime: kept.current,
      timeZone: 'UTC',
      waitForCompletion: true,
      threshold: neverSkip,
      onTick: async () => {
        const due = slot;
        slot = job.nextDate().toJSDate();
        await this.handOver(name, kept, due);
      },
    });
    let slot = job.nextDate().toJSDate();
    this.registry.addCronJob(name, job);
    job.start();
  }

  private async handOver(name: string, kept: Kept, slot: Date): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        await kept.due(slot);
        return;
      } catch (error) {
        this.log.warn('scheduled work could not be queued; it will be retried', {
          job: name,
          error: errorName(error),
        });
      }
      await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, tryAgainEvery);
      this.closing.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}
