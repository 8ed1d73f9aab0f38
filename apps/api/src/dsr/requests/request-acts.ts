import { Injectable } from '@nestjs/common';
import type { CaseEvent, RefuseRequest, RequestAct, RightsRequest } from '#contracts/rights/requests.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditedCall } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { RightsSettings } from '../rights.settings.js';
import { extendedDueDate } from './deadline.rules.js';
import { actDoesNotFit, ownRequest, theirsToEnd } from './request.errors.js';
import { RequestRepository, type KeptRequest } from './request.repository.js';
import { canBeLiftedForThem, fittingActs, stateAfter } from './request.rules.js';
import { RequestView, factsOf, isOfficerOf } from './request-view.js';

type ActHere = Exclude<RequestAct, 'lift' | 'keep'>;

const eventOf: Readonly<Record<ActHere, CaseEvent>> = {
  'verify-identity': 'identity-confirmed',
  approve: 'approved',
  refuse: 'refused',
  extend: 'extended',
  withdraw: 'withdrawn',
  complete: 'completed',
};

/** What is done with a request, but for its approval (`RequestApproval`) and its end (`RequestLifting`). */
@Injectable()
export class RequestActs {
  constructor(
    private readonly requests: RequestRepository,
    private readonly view: RequestView,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  verifyIdentity(call: AuditedCall, id: string, reason: string): Promise<RightsRequest> {
    return this.done(call, id, 'verify-identity', reason);
  }

  refuse(call: AuditedCall, id: string, { reason, article }: RefuseRequest): Promise<RightsRequest> {
    return this.done(call, id, 'refuse', reason, (tx, { type }) =>
      this.requests.limit(tx, id, [{ article, what: `the ${type} as a whole`, reason }]),
    );
  }

  withdraw(call: AuditedCall, id: string, reason: string | undefined): Promise<RightsRequest> {
    return this.done(call, id, 'withdraw', reason);
  }

  complete(call: AuditedCall, id: string, reason: string): Promise<RightsRequest> {
    return this.done(call, id, 'complete', reason);
  }

  /** By two months, before the first one is over (Art. 12(3)). */
  async extend(call: AuditedCall, id: string, reason: string): Promise<RightsRequest> {
    const request = await this.fitting(call.tx, call.actor, id, 'extend');
    const extendedAt = this.clock.now();
    const dueAt = extendedDueDate(request.receivedAt, this.settings.of(RightsSettings).timeZone);
    await this.requests.change(call.tx, id, { extendedAt, dueAt, warned: 0 });
    await this.record(call, request, 'extend', reason);
    return this.view.one(call.actor, { ...request, extendedAt, dueAt }, call.tx);
  }

  /** Locks it. @throws Problem `act-does-not-fit`, `own-request`, `not-found` */
  async fitting(tx: Tx, actor: Actor, id: string, act: RequestAct): Promise<KeptRequest> {
    const request = await this.requests.hold(tx, id);
    const isOwn = request?.subjectId === actor.id;
    if (!request || (!isOwn && !isOfficerOf(actor))) throw notFound();
    if (isOwn && act !== 'withdraw' && act !== 'lift') throw ownRequest();
    const fitting = fittingActs(factsOf(request), this.clock.now());
    if (!fitting.includes(act)) throw actDoesNotFit(request.state, fitting);
    if (act === 'lift' && !isOwn && !canBeLiftedForThem(factsOf(request))) throw theirsToEnd();
    return request;
  }

  private async done(
    call: AuditedCall,
    id: string,
    act: Exclude<ActHere, 'extend'>,
    reason: string | undefined,
    also?: (tx: Tx, request: KeptRequest) => Promise<void>,
  ): Promise<RightsRequest> {
    const request = await this.fitting(call.tx, call.actor, id, act);
    const state = stateAfter[act];
    const closedAt = act === 'verify-identity' ? null : this.clock.now();
    await this.requests.change(call.tx, id, { state, closedAt });
    await also?.(call.tx, request);
    await this.record(call, request, act, reason);
    return this.view.one(call.actor, { ...request, state, closedAt }, call.tx);
  }

  private async record(
    { tx, actor, audit }: AuditedCall,
    request: KeptRequest,
    act: ActHere,
    reason: string | undefined,
  ): Promise<void> {
    const { id, subjectId, type } = request;
    await this.requests.note(tx, { requestId: id, at: this.clock.now(), what: eventOf[act], byAccount: actor.id, note: reason });
    audit.add({ object: { type: 'rights-request', id }, detail: { type } });
    if (subjectId !== null) audit.add({ subjectId });
    if (reason !== undefined) audit.add({ reason });
  }
}
