import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Log } from '#platform/logging/log.js';
import { EventRepository } from './event.repository.js';

/** Months that are prepared ahead, so that a system that nobody restarts never stands before a missing partition. */
export const monthsAhead = 3;

/** What must be true before the first event: its partition is there. And what an earlier run left open is said aloud. */
@Injectable()
export class AuditStartup implements OnModuleInit {
  constructor(
    private readonly events: EventRepository,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.events.prepareMonths(monthsAhead);
    for (const { id, action, recordedAt } of await this.events.openIntents(this.clock.now())) {
      this.log.warn('an announced act never said how it ended', { event: id, action, announcedAt: recordedAt.toISOString() });
    }
  }
}
