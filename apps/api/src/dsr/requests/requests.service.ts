import { Inject, Injectable } from '@nestjs/common';
import { Id } from '#contracts/common.js';
import type {
  MakeRequest,
  RequestDetails,
  RightsRequest,
  RightsRequestList,
  RightsRequestQuery,
} from '#contracts/rights/requests.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditedCall } from '#platform/access/call.js';
import { STEP_UP, type StepUpCheck } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { byId, readPage } from '#platform/http/paging.js';
import { notFound } from '#platform/http/problem.js';
import { Ids } from '#platform/ids.js';
import { SUBJECT_ACCOUNTS, type SubjectAccounts } from '#platform/rights/subject-accounts.js';
import { RightsSettings } from '../rights.settings.js';
import { dueDate } from './deadline.rules.js';
import { Fulfilments } from './fulfilments.js';
import { noSuchSubject, officersOnly, receivedInFuture } from './request.errors.js';
import { RequestRepository, type KeptRequest, type NewRequest } from './request.repository.js';
import { runsAtOnce } from './request.rules.js';
import { RequestView, factsOf, isOfficerOf } from './request-view.js';

/** What people ask for, and what officers record for somebody who wrote. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly requests: RequestRepository,
    private readonly view: RequestView,
    private readonly fulfilments: Fulfilments,
    @Inject(SUBJECT_ACCOUNTS) private readonly accounts: SubjectAccounts,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(STEP_UP) private readonly stepUp: StepUpCheck,
  ) {}

  async list(actor: Actor, { state, type, mine, ...paging }: RightsRequestQuery): Promise<RightsRequestList> {
    const isAll = isOfficerOf(actor) && mine !== 'true';
    const filter = { subjectId: isAll ? null : actor.id, state, type };
    const { items, nextCursor } = await readPage(paging, byId, (after, most) => this.requests.page(filter, after, most));
    return { items: await this.view.all(actor, items), nextCursor };
  }

  async one(actor: Actor, id: string): Promise<RightsRequest> {
    return this.view.one(actor, await this.seen(actor, id));
  }

  /** @throws Problem `not-found` for what the actor may not know of */
  async seen(actor: Actor, id: string): Promise<KeptRequest> {
    const request = await this.requests.byId(id);
    if (!request || (request.subjectId !== actor.id && !isOfficerOf(actor))) throw notFound();
    return request;
  }

  /** One's own takes a step-up in place of an identity check, and runs at once where nothing can be lost by it. */
  async make({ tx, actor, audit }: AuditedCall, command: MakeRequest): Promise<RightsRequest> {
    const request = await this.requestOf(actor, command);
    if (request.bySubject) await this.stepUp.require(actor);
    audit.add({ object: { type: 'rights-request', id: request.id }, detail: { type: request.type } });
    if (request.subjectId !== null) audit.add({ subjectId: request.subjectId });
    await this.requests.add(tx, request);
    const at = this.clock.now();
    await this.requests.note(tx, { requestId: request.id, at, what: 'received', byAccount: actor.id });
    if (request.bySubject)
      await this.requests.note(tx, { requestId: request.id, at, what: 'identity-confirmed', byAccount: actor.id });
    const kept: KeptRequest = { ...request, extendedAt: null, closedAt: null, liftsAt: null, liftedAt: null, warned: 0 };
    const isAtOnce = runsAtOnce(factsOf(kept));
    const state = isAtOnce ? await this.fulfilments.approve(tx, kept, { by: null }) : kept.state;
    const isClosed = state === 'completed';
    return this.view.one(actor, { ...kept, state, closedAt: isClosed ? at : null }, tx);
  }

  private async requestOf(actor: Actor, command: MakeRequest): Promise<NewRequest> {
    const now = this.clock.now();
    const isForOther = command.subject !== undefined;
    if ((isForOther || command.receivedAt !== undefined) && !isOfficerOf(actor)) throw officersOnly();
    const receivedAt = command.receivedAt === undefined ? now : new Date(command.receivedAt);
    if (receivedAt > now) throw receivedInFuture();
    const bySubject = !isForOther;
    return {
      id: this.ids.next(),
      type: command.type,
      ...(await this.subjectOf(actor, command.subject)),
      bySubject,
      recordedBy: actor.id,
      state: bySubject ? 'identity-confirmed' : 'received',
      receivedAt,
      dueAt: dueDate(receivedAt, this.settings.of(RightsSettings).timeZone),
      details: detailsOf(command.details),
    };
  }

  private async subjectOf(actor: Actor, subject: MakeRequest['subject']): Promise<Pick<NewRequest, 'subjectId' | 'contact'>> {
    if (subject === undefined) return { subjectId: actor.id, contact: null };
    if (typeof subject !== 'string') return { subjectId: null, contact: subject.contact };
    const id = (await (Id.safeParse(subject).success ? this.accounts.one(subject) : this.accounts.called(subject)))?.id ?? null;
    if (id === null) throw noSuchSubject();
    return { subjectId: id, contact: null };
  }
}

function detailsOf(details: MakeRequest['details']): RequestDetails {
  return typeof details === 'string' ? { text: details } : { ...details, text: details.text ?? '' };
}
