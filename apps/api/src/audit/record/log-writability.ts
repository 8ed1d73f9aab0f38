import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import { Transactions } from '#platform/database/transactions.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { EventRepository } from './event.repository.js';
import { causeOf } from './log-writability.rules.js';

/** For how long an event that was written, or a trial, speaks for the next one, in milliseconds. */
const trustedFor = 10_000;

/**
 * Whether events can be written now. What cannot be recorded does not happen, so a log that cannot be written stops everything: it has to be
 * the first that an operator reads about.
 */
@Injectable()
export class LogWritability {
  private writtenAt = Number.NEGATIVE_INFINITY;
  private isReported = false;

  constructor(
    private readonly events: EventRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** An event was committed. */
  succeeded(): void {
    this.writtenAt = this.clock.now().getTime();
    if (!this.isReported) return;
    this.isReported = false;
    this.log.info('audit log can be written again');
  }

  /** An event was refused. One line for all that follow until one is written. */
  failed(cause: unknown): void {
    this.writtenAt = Number.NEGATIVE_INFINITY;
    if (this.isReported) return;
    this.isReported = true;
    const state = refusedBy(cause)?.sqlState ?? null;
    this.log.error('audit log cannot be written, so actions that must be recorded are refused', {
      cause: causeOf(state),
      code: state,
      error: errorName(cause),
    });
  }

  /** Tries where nothing is known: an event that is taken back, which leaves nothing but a gap in the numbers of rows. */
  async check(): Promise<boolean> {
    if (this.clock.now().getTime() - this.writtenAt < trustedFor) return true;
    try {
      await this.transactions.run(async (tx) => {
        await this.events.tryToAdd(tx);
        throw takenBack;
      });
    } catch (cause) {
      if (cause !== takenBack) {
        this.failed(cause);
        return false;
      }
    }
    this.succeeded();
    return true;
  }
}

const takenBack = new Error('taken back');
