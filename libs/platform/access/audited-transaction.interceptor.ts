import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AuditAction } from '#contracts/audit/audit-actions.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { keyNotTaken } from '../idempotency/idempotency.errors.js';
import { Idempotency, replayedHeader, type KeyedCall } from '../idempotency/idempotency.js';
import { auditedObject } from './guard/access.rules.js';
import { AuditOf, HoldsSecret } from './declarations.js';
import { honoursKey, isRepeating } from './key-honouring.js';
import { attachedTo } from './call.js';
import { AUDIT_WRITER, type AuditWriter } from './ports.js';

/**
 * Opens the transaction of a mutating handler, hands it in, writes the audit row in it, commits, and only then lets the answer go. A POST or PATCH
 * that carries an `Idempotency-Key` and was done before gets the answer of then, and nothing happens.
 */
@Injectable()
export class AuditedTransactionInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    this.refuseUnhonouredKey(context);
    const declared = this.reflector.get(AuditOf, context.getHandler());
    if (!declared || 'unauditedBecause' in declared) return next.handle();
    const attached = attachedTo(context.switchToHttp().getRequest<Request>());
    attached.key = await this.keyedCall(context);
    if (declared.writes === 'by-handler') return next.handle();
    return from(this.inTransaction(declared.action, context, next));
  }

  private keyedCall(context: ExecutionContext): Promise<KeyedCall | null> {
    if (!honoursKey(this.reflector, context.getHandler())) return Promise.resolve(null);
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const replayed = (): void => void response.setHeader(replayedHeader, 'true');
    return this.idempotency.callIn(request, attachedTo(request).actor ?? null, replayed);
  }

  /** The sender of a key relies on it. */
  private refuseUnhonouredKey(context: ExecutionContext): void {
    const { headers, method } = context.switchToHttp().getRequest<Request>();
    if (headers['idempotency-key'] === undefined || !isRepeating(method)) return;
    if (!honoursKey(this.reflector, context.getHandler())) throw keyNotTaken();
  }

  private inTransaction(action: AuditAction, context: ExecutionContext, next: CallHandler): Promise<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const attached = attachedTo(request);
    return this.transactions.run(async (tx) => {
      attached.tx = tx;
      const { key } = attached;
      if (!key) return this.recorded(tx, action, request, next);
      const answered = await this.idempotency.once(tx, key, async () => {
        const body = await this.recorded(tx, action, request, next);
        const objectId = auditedObject(action, request.params, body)?.id ?? null;
        const holdsSecret = this.reflector.get(HoldsSecret, context.getHandler()) === true;
        return { status: response.statusCode, body, objectId, holdsSecret };
      });
      if (answered.isReplayed) {
        response.status(answered.status);
        key.replayed();
      }
      return answered.body;
    });
  }

  private async recorded(tx: Tx, action: AuditAction, request: Request, next: CallHandler): Promise<unknown> {
    const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
    const { actor, facts } = attachedTo(request);
    await this.audit.record(tx, {
      actor: actor ? { id: actor.id, role: actor.role } : null,
      action,
      object: auditedObject(action, request.params, answer),
      outcome: 'success',
      ...facts,
    });
    return answer;
  }
}
