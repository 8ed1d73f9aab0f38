import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Log } from '#platform/logging/log.js';
import { EventRepository } from './event.repository.js';

/** An act that takes longer than this was left by an instance that went away. */
const longestActMs = 24 * 3_600_000;

/** Reports intents without an outcome, each once by an instance that lives long enough to see it. */
@Injectable()
export class LeftOpen {
  private reportedUntil = new Date(0);

  constructor(
    private readonly events: EventRepository,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** At the start: everything before. Some of it may still be running on another instance. */
  reportAll(): Promise<void> {
    return this.report(this.clock.now());
  }

  /** What has been open for longer than any act takes, and was not reported yet. */
  reportOverdue(): Promise<void> {
    return this.report(new Date(this.clock.now().getTime() - longestActMs));
  }

  private async report(until: Date): Promise<void> {
    if (until <= this.reportedUntil) return;
    for (const { id, action, recordedAt } of await this.events.openIntents(this.reportedUntil, until)) {
      this.log.warn('an intent in the audit log has no outcome', { event: id, action, announcedAt: recordedAt.toISOString() });
    }
    this.reportedUntil = until;
  }
}
