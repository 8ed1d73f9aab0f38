import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import { ApproveRequest, type RightsRequest } from '#contracts/rights/requests.js';
import type { Actor } from '#platform/access/actor.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { AUDIT_WRITER, type AuditRecord, type AuditWriter } from '#platform/access/ports.js';
import { SECOND_PERSON, type Decision, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { Fulfilments } from './fulfilments.js';
import { actDoesNotFit } from './request.errors.js';
import { RequestRepository, type KeptRequest } from './request.repository.js';
import { fittingActs } from './request.rules.js';
import { RequestActs } from './request-acts.js';
import { RequestsService } from './requests.service.js';
import { factsOf } from './request-view.js';

const Erasure = z.strictObject({ id: Id, partial: ApproveRequest.def.shape.partial });
type Erasure = z.infer<typeof Erasure>;

/**
 * Approving carries a request out. An erasure takes two people: the person who asked in their own session and the officer who approves, or,
 * where an officer recorded the request for somebody, that officer and another one.
 */
@Injectable()
export class RequestApproval {
  private readonly erasure: TwoPersonAct<Erasure> = {
    action: 'subject.erase',
    parse: (parameters) => Erasure.parse(parameters),
    summary: ({ id }) => this.summary(id),
    run: (tx, parameters, decision) => this.erase(tx, parameters, decision),
  };

  constructor(
    private readonly requests: RequestRepository,
    private readonly acts: RequestActs,
    private readonly reading: RequestsService,
    private readonly fulfilments: Fulfilments,
    private readonly transactions: KeyedTransactions,
    private readonly clock: Clock,
    @Inject(PEOPLE) private readonly people: People,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
  ) {
    secondPerson.register(this.erasure);
  }

  async approve({ actor, key }: IdempotentCall, id: string, command: ApproveRequest): Promise<RightsRequest | AwaitingApproval> {
    const approval = await this.transactions.run(key, { objectId: id }, async (tx) => {
      const request = await this.acts.fitting(tx, actor, id, 'approve');
      if (takesAnother(request)) return this.ask(tx, actor, request, command);
      await this.carryOut(tx, request, { by: actor, approver: actor.id, ...command });
      return null;
    });
    return approval ? { approval } : this.reading.one(actor, id);
  }

  private async ask(tx: Tx, actor: Actor, { id, subjectId }: KeptRequest, { reason, partial }: ApproveRequest) {
    const approval = await this.secondPerson.ask(tx, actor, this.erasure, {
      parameters: { id, partial },
      reason: reason ?? 'Request of the person, whose identity was confirmed',
      beneficiary: subjectId ?? undefined,
    });
    const at = this.clock.now();
    if (approval)
      await this.requests.note(tx, { requestId: id, at, what: 'approval-requested', byAccount: actor.id, note: reason });
    return approval;
  }

  private async erase(tx: Tx, { id, partial }: Erasure, { actor, reason }: Decision): Promise<void> {
    const request = await this.requests.hold(tx, id);
    const fitting = request ? fittingActs(factsOf(request), this.clock.now()) : [];
    if (!request || !fitting.includes('approve')) throw actDoesNotFit(request?.state ?? 'withdrawn', fitting);
    await this.carryOut(tx, request, { by: actor, approver: actor.id, reason, partial });
  }

  private async carryOut(
    tx: Tx,
    request: KeptRequest,
    { by, approver, reason, partial }: ApproveRequest & { readonly by: AuditRecord['actor']; readonly approver: string },
  ): Promise<void> {
    if (partial.length > 0) await this.requests.limit(tx, request.id, partial);
    await this.fulfilments.approve(tx, request, { by: approver, note: reason });
    await this.audit.record(tx, {
      actor: by,
      action: 'rights-request.approved',
      object: { type: 'rights-request', id: request.id },
      outcome: 'success',
      ...(reason === undefined ? {} : { reason }),
      detail: { type: request.type, partial: partial.map(({ article }) => article) },
      ...(request.subjectId === null ? {} : { subjectId: request.subjectId }),
    });
  }

  private async summary(id: string): Promise<string> {
    const request = await this.requests.byId(id);
    const person = request?.subjectId ? await this.people.of(request.subjectId) : null;
    const name = person?.displayName ?? 'a person';
    return `Everything about ${name} will be erased for good: account, conversations, files and keys, also in backups. This can’t be undone.`;
  }
}

/** An officer asked for it in somebody's name. */
function takesAnother({ type, bySubject, subjectId }: KeptRequest): boolean {
  return type === 'erasure' && !bySubject && subjectId !== null;
}
