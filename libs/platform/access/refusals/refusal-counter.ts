import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { Clock } from '../../clock.js';
import { Transactions } from '../../database/transactions.js';
import { countedAddress } from '../../http/limits/counted-address.js';
import { currentRequestId } from '../../http/request-context.js';
import { errorName } from '../../logging/error-name.js';
import { Log } from '../../logging/log.js';
import type { ProblemKind } from '../../http/problem.js';
import { AUDIT_WRITER, type AuditWriter } from '../ports.js';
import { ripeness } from './refusals.rules.js';
import { Tally, type Count } from './tally.js';
import { why } from '../why.js';

/** Milliseconds that one event speaks of at most. */
const flushIntervalMs = 10_000;

/** Addresses and reasons with an event of their own; the others of the same time share one for each reason. */
const maxGroups = 100;

/**
 * Audits refusals in numbers: requests refused unseen (too many, from another site, a set-up that is done), and what an account
 * was denied by its kind rather than by a permission, or requested in numbers and did not find. An event for each would let a storm write
 * as fast as it can send, so they are counted, and every ten seconds one event for each address or account holds the count.
 */
@Injectable()
export class RefusalCounter implements BeforeApplicationShutdown {
  private tally = new Tally(maxGroups);
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** `reason`: the code of the refusal. */
  count(reason: string, kind: ProblemKind, from: { readonly address: string | undefined; readonly actor: Actor | null }): void {
    const now = this.clock.now();
    const actor = from.actor && { id: from.actor.id, role: from.actor.role };
    const address = countedAddress(from.address);
    this.tally.add({ reason, kind, actor, address, attempts: 1, first: now, last: now, requestId: currentRequestId() });
    this.timer ??= setTimeout(() => void this.write(), flushIntervalMs).unref();
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
    const counts = this.takeRipe();
    if (counts.length === 0) return;
    try {
      await this.transactions.run(async (tx) => {
        for (const { reason, actor, address, attempts, first, last, requestId } of counts)
          await this.audit.record(tx, {
            actor,
            action: actor === null ? 'requests.turned-away' : 'access.denied',
            outcome: 'denied',
            ...why(reason),
            detail: { attempts, address, first: first.toISOString(), last: last.toISOString() },
            requestId,
          });
      });
    } catch (error) {
      for (const count of counts) this.tally.add(count);
      this.timer ??= setTimeout(() => void this.write(), flushIntervalMs).unref();
      this.log.warn('refused requests are not recorded yet', { count: counts.length, error: errorName(error) });
    }
  }

  /** What is to be written now. What may become more, so that it matters, stays counted for a while. */
  private takeRipe(): Count[] {
    const now = this.clock.now();
    const all = this.tally.all();
    this.tally = new Tally(maxGroups);
    for (const count of all) if (ripeness(count, now) === 'keep') this.tally.add(count);
    if (!this.tally.isEmpty) this.timer ??= setTimeout(() => void this.write(), flushIntervalMs).unref();
    return all.filter((count) => ripeness(count, now) === 'write');
  }
}
