import { Inject, Injectable } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { forEachIsolated } from '#platform/jobs/for-each-isolated.js';
import { Log } from '#platform/logging/log.js';
import { Expiries, type Expiry, type ExpiryDeclaration } from '#platform/retention/expiry.js';
import { cutoffOf } from './retention.rules.js';
import { RetentionService } from './retention.service.js';
import { RetentionSettings } from './retention.settings.js';

/** Objects removed in one transaction: few, so that their locks are held briefly. */
const batch = 100;

/** Removes what has expired, batch by batch, and records every removal in the transaction that makes it. */
@Injectable()
export class CleanUpService {
  constructor(
    private readonly expiries: Expiries,
    private readonly retention: RetentionService,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /** Returns how many objects were removed. Stops between two batches when the signal aborts; the next run goes on. */
  async run(signal: AbortSignal): Promise<number> {
    const { enabled, autoCleanupEnabled } = this.settings.of(RetentionSettings);
    if (!enabled || !autoCleanupEnabled) return 0;
    let removed = 0;
    await forEachIsolated(this.expiries.all(), async ({ declaration, expiry }) => {
      removed += await this.clean(declaration, expiry, signal);
    });
    if (removed > 0) this.log.info('expired data removed', { removed });
    return removed;
  }

  private async clean(declaration: ExpiryDeclaration, expiry: Expiry, signal: AbortSignal): Promise<number> {
    const policy = this.retention.policies().items.find((each) => each.class === declaration.retention);
    if (!policy || policy.days === null) return 0;
    const cutoff = cutoffOf(this.clock.now(), policy.days);
    let removed = 0;
    while (!signal.aborted) {
      const count = await this.removeBatch(declaration, expiry, cutoff, policy.days);
      removed += count;
      if (count < batch) break;
    }
    return removed;
  }

  private removeBatch(declaration: ExpiryDeclaration, expiry: Expiry, cutoff: Date, days: number): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ids = await expiry.removeBefore(tx, cutoff, batch);
      for (const id of ids) {
        await this.audit.record(tx, {
          actor: 'system',
          action: `${declaration.object}.expired`,
          object: { type: declaration.object, id },
          outcome: 'success',
          code: 'kept-long-enough',
          detail: { days },
        });
      }
      return ids.length;
    });
  }
}
