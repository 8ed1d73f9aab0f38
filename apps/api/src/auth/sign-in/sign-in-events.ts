import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { AuditCode } from '#contracts/audit/audit-codes.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Account } from '../account/accounts.repository.js';
import { whereFrom } from '../session/devices/where-from.js';

/** The sign-in method, as the session stores it. */
export type SignInMethod = 'password' | 'single-sign-on' | 'passkey';

/** What the audit log says about sign-ins, the same for every method. */
@Injectable()
export class SignInEvents {
  constructor(@Inject(AUDIT_WRITER) private readonly audit: AuditWriter) {}

  started(tx: Tx, request: Request, account: Account, sessionId: string, by: SignInMethod): Promise<void> {
    return this.audit.record(tx, {
      actor: { id: account.id, role: account.role },
      action: 'session.started',
      object: { type: 'session', id: sessionId },
      outcome: 'success',
      detail: { by, ...whereFrom(request) },
    });
  }

  /** Sealed under the key of the account, and erased with it; for an unknown name under that of the log, after the same work. */
  refused(tx: Tx, request: Request, accountId: string | undefined, code: AuditCode): Promise<void> {
    return this.audit.record(tx, {
      actor: null,
      action: 'session.refused',
      ...(accountId === undefined ? {} : { object: { type: 'user', id: accountId }, subjectId: accountId }),
      outcome: 'denied',
      code,
      detail: { ...whereFrom(request) },
    });
  }
}
