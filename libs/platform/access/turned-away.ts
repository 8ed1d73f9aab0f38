import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Transactions } from '../database/transactions.js';
import { countedAddress } from '../http/counted-address.js';
import { currentRequestId } from '../http/request-context.js';
import { errorName } from '../logging/error-name.js';
import { Log } from '../logging/log.js';
import { AUDIT_WRITER, type AuditWriter } from './ports.js';
import { Tally } from './tally.js';
import { why } from './why.js';

/** Milliseconds that one event speaks of at most. */
const writeAfter = 10_000;

/** Addresses and reasons with an event of their own; the others of the same time share one for each reason. */
const mostApart = 100;

/**
 * Records requests that were refused before anybody looked at them: too many from an address, or too many at the door. An event for each
 * would let a storm write as fast as it can send, so they are counted, and every ten seconds one event for each address says how many.
 */
@Injectable()
export class TurnedAway implements BeforeApplicationShutdown {
  private tally = new Tally(mostApart);
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** `reason`: the code of the refusal. */
  count(reason: string, ip: string | undefined): void {
    const now = this.clock.now();
    const address = countedAddress(ip);
    this.tally.add({ reason, address, attempts: 1, first: now, last: now, requestId: currentRequestId() });
    this.timer ??= setTimeout(() => void this.write(), writeAfter).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.write();
    clearTimeout(this.timer);
  }

  /** Writes what was counted. What cannot be written now is kept for the next time. */
  write(): Promise<void> {
    this.writing = this.writing.then(() => this.writeOnce());
    return this.writing;
  }

  private async writeOnce(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.tally.isEmpty) return;
    const counts = this.tally.all();
    this.tally = new Tally(mostApart);
    try {
      await this.transactions.run(async (tx) => {
        for (const { reason, address, attempts, first, last, requestId } of counts)
          await this.audit.record(tx, {
            actor: null,
            action: 'requests.turned-away',
            outcome: 'denied',
            ...why(reason),
            detail: { attempts, address, first: first.toISOString(), last: last.toISOString() },
            requestId,
          });
      });
    } catch (error) {
      for (const count of counts) this.tally.add(count);
      this.timer ??= setTimeout(() => void this.write(), writeAfter).unref();
      this.log.warn('refused requests are not recorded yet', { count: counts.length, error: errorName(error) });
    }
  }
}
