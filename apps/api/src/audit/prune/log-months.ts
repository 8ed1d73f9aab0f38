import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { EventRepository } from '../record/event.repository.js';

/** Months to prepare beyond the current one at each upkeep. */
export const monthsAhead = 3;

/** How long before the last prepared month ends an event sees to the next one, in milliseconds. The schedule has done it long before. */
const marginMs = 24 * 3_600_000;

/**
 * Sees to it that each event finds the partition of its month: at the start, daily by schedule, and by the event itself where all of that did
 * not happen, so that no time without a restart is too long.
 */
@Injectable()
export class LogMonths {
  /** Until when events find their month, as far as this instance knows, by its own clock; nothing is known at first. */
  private preparedUntil = Number.NEGATIVE_INFINITY;
  private preparing: Promise<void> | null = null;

  constructor(
    private readonly events: EventRepository,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Makes what is missing of this month and the coming ones; concurrent callers share the work. */
  prepare(): Promise<void> {
    return (this.preparing ??= this.prepareOnce().finally(() => (this.preparing = null)));
  }

  /**
   * Before an event: costs one comparison unless the prepared months run out. Never rejects, since the month may be there all the same; the
   * event itself fails when it is not.
   */
  async ensure(): Promise<void> {
    if (this.clock.now().getTime() < this.preparedUntil - marginMs) return;
    await this.prepare().catch((error: unknown) =>
      this.log.error('partitions for the coming months of the audit log could not be created', { error: errorName(error) }),
    );
  }

  /** An event was refused: the cache of this instance may be wrong, because the database's clock is ahead, say. The next event reads it again. */
  doubt(): void {
    this.preparedUntil = Number.NEGATIVE_INFINITY;
  }

  private async prepareOnce(): Promise<void> {
    const leftMs = await this.events.prepareMonths(monthsAhead);
    this.preparedUntil = this.clock.now().getTime() + leftMs;
  }
}
