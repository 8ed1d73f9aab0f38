import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Transactions } from '#platform/database/transactions.js';
import { ENVIRONMENT } from '#platform/platform.module.js';

/** A start that skipped the check for disk encryption is an event of the audit log. */
@Injectable()
export class SkippedCheck implements OnApplicationBootstrap {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.environment.skipEncryptionCheck) return;
    await this.transactions.run((tx) =>
      this.audit.record(tx, { actor: 'system', action: 'encryption-check.skipped', outcome: 'success' }),
    );
  }
}
