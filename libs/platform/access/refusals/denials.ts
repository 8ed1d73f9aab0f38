import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { AuditCode } from '#contracts/audit/audit-codes.js';
import { Transactions } from '../../database/transactions.js';
import type { Actor } from '../actor.js';
import { AUDIT_WRITER, type AuditWriter } from '../ports.js';

/** Audits refusals. One that cannot be recorded ends in `unavailable`: still nothing is revealed. */
@Injectable()
export class Denials {
  constructor(
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async record(actor: Actor | null, request: Request, missing: AuditCode): Promise<void> {
    const route = `${request.method} ${String((request.route as { path?: unknown } | undefined)?.path ?? 'unknown')}`;
    await this.transactions.run((tx) =>
      this.audit.record(tx, {
        actor: actor && { id: actor.id, role: actor.role },
        action: 'access.denied',
        object: { type: 'route', id: route },
        outcome: 'denied',
        code: missing,
        detail: { address: request.ip ?? null },
      }),
    );
  }
}
