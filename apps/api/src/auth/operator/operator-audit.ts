import { Inject, Injectable, Module } from '@nestjs/common';
import { AUDIT_WRITER, type AuditRecord, type AuditWriter } from '#platform/access/ports.js';
import type { Tx } from '#platform/database/transactions.js';

/** Records what services do for the operator: no person of the installation acted. */
@Injectable()
export class OperatorAudit implements AuditWriter {
  constructor(@Inject(AUDIT_WRITER) private readonly audit: AuditWriter) {}

  record(tx: Tx, event: AuditRecord): Promise<void> {
    return this.audit.record(tx, { ...event, actor: null, detail: { ...event.detail, by: 'operator' } });
  }
}

/** Of its own, so that `AUDIT_WRITER` is the audit log's here, and this one in `OperatorModule`. */
@Module({ providers: [OperatorAudit], exports: [OperatorAudit] })
export class OperatorAuditModule {}
