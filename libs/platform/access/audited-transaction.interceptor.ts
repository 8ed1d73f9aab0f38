import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AuditAction } from '#contracts/audit-actions.js';
import { Transactions } from '../database/transactions.js';
import { currentRequestId } from '../http/request-context.js';
import { auditedObject } from './access.rules.js';
import { AuditOf } from './declarations.js';
import { attachedTo } from './parameters.js';
import { AUDIT_WRITER, type AuditWriter } from './ports.js';

/** Opens the transaction of a mutating handler, hands it in, writes the audit row in it, commits, and only then lets the answer go. */
@Injectable()
export class AuditedTransactionInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const declared = this.reflector.get(AuditOf, context.getHandler());
    if (!declared || 'unauditedBecause' in declared || declared.writes === 'by-handler') return next.handle();
    return from(this.inTransaction(declared.action, context, next));
  }

  private inTransaction(action: AuditAction, context: ExecutionContext, next: CallHandler): Promise<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const attached = attachedTo(request);
    return this.transactions.run(async (tx) => {
      attached.tx = tx;
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.audit.record(tx, {
        actor: attached.actor ? { id: attached.actor.id, role: attached.actor.role } : null,
        action,
        object: auditedObject(action, request.params, answer),
        outcome: 'success',
        requestId: currentRequestId(),
        ...attached.note,
      });
      return answer;
    });
  }
}
