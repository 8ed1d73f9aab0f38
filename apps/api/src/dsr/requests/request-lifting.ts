import { Inject, Injectable } from '@nestjs/common';
import type { LiftRequest, RightsRequest } from '#contracts/rights/requests.js';
import type { AuditedCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { STEP_UP, type StepUpCheck } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { SUBJECT_ACCOUNTS, type SubjectAccounts } from '#platform/rights/subject-accounts.js';
import { RightsSettings } from '../rights.settings.js';
import { reasonNeeded } from './request.errors.js';
import { RequestRepository, type KeptRequest } from './request.repository.js';
import { RequestActs } from './request-acts.js';
import { RequestView } from './request-view.js';

const dayMs = 86_400_000;

/**
 * Ends restrictions and objections. The person does it at once. An officer can lift a restriction, and the person is informed some days
 * before that (GDPR Art. 18(3)); until then, an officer can keep it in force.
 */
@Injectable()
export class RequestLifting {
  constructor(
    private readonly requests: RequestRepository,
    private readonly acts: RequestActs,
    private readonly view: RequestView,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
    @Inject(SUBJECT_ACCOUNTS) private readonly accounts: SubjectAccounts,
    @Inject(STEP_UP) private readonly stepUp: StepUpCheck,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async lift(call: AuditedCall, id: string, { reason }: LiftRequest): Promise<RightsRequest> {
    const request = await this.acts.fitting(call.tx, call.actor, id, 'lift');
    if (request.subjectId === call.actor.id) await this.liftOwn(call, request, reason);
    else await this.announce(call, request, reason);
    return this.after(call, request, reason);
  }

  /** Takes back the announcement that a restriction ends. */
  async keep(call: AuditedCall, id: string, reason: string): Promise<RightsRequest> {
    const request = await this.acts.fitting(call.tx, call.actor, id, 'keep');
    await this.requests.change(call.tx, id, { liftsAt: null });
    const entry = {
      requestId: id,
      at: this.clock.now(),
      what: 'restriction-kept',
      byAccount: call.actor.id,
      note: reason,
    } as const;
    await this.requests.note(call.tx, entry);
    await this.accounts.notify(call.tx, request.subjectId!, 'restriction.kept');
    return this.after(call, request, reason);
  }

  /** Lifts the restrictions whose people were informed long enough ago. */
  async liftDue(): Promise<void> {
    for (const id of await this.requests.liftsDue(this.clock.now()))
      await this.transactions.run((tx) => this.liftAnnounced(tx, id));
  }

  private async liftAnnounced(tx: Tx, id: string): Promise<void> {
    const request = await this.requests.hold(tx, id);
    if (!request || request.liftsAt === null || request.liftedAt !== null || request.liftsAt > this.clock.now()) return; // kept meanwhile
    await this.end(tx, request, null);
    await this.accounts.notify(tx, request.subjectId!, 'restriction.lifted');
    await this.audit.record(tx, {
      actor: 'system',
      action: 'rights-request.lifted',
      object: { type: 'rights-request', id },
      outcome: 'success',
      detail: { type: request.type },
      subjectId: request.subjectId!,
    });
  }

  /** Everything of this kind: who wants to use Chat Man again does not look for each request. */
  private async liftOwn({ tx, actor }: AuditedCall, request: KeptRequest, reason: string | undefined): Promise<void> {
    await this.stepUp.require(actor);
    for (const each of await this.requests.inForce(tx, actor.id, request.type)) await this.end(tx, each, actor.id, reason);
  }

  private async announce({ tx, actor, audit }: AuditedCall, request: KeptRequest, reason: string | undefined): Promise<void> {
    if (reason === undefined) throw reasonNeeded();
    const at = this.clock.now();
    const liftsAt = new Date(at.getTime() + this.settings.of(RightsSettings).liftNoticeDays * dayMs);
    await this.requests.change(tx, request.id, { liftsAt });
    await this.requests.note(tx, { requestId: request.id, at, what: 'lift-announced', byAccount: actor.id, note: reason });
    await this.accounts.notify(tx, request.subjectId!, 'restriction.ends', liftsAt.toISOString().slice(0, 10));
    audit.add({ detail: { liftsAt: liftsAt.toISOString() } });
  }

  private async end(tx: Tx, request: KeptRequest, byAccount: string | null, note?: string): Promise<void> {
    const { id, type, subjectId } = request;
    const at = this.clock.now();
    await this.requests.change(tx, id, { liftedAt: at });
    const isRestriction = type === 'restriction';
    await this.requests.note(tx, {
      requestId: id,
      at,
      what: isRestriction ? 'restriction-lifted' : 'objection-ended',
      byAccount,
      note,
    });
    if ((await this.requests.inForce(tx, subjectId!, type)).length > 0) return;
    await (isRestriction ? this.accounts.restrict(tx, subjectId!, false) : this.accounts.noteObjection(tx, subjectId!, false));
  }

  private async after({ tx, actor, audit }: AuditedCall, { id, subjectId, type }: KeptRequest, reason: string | undefined) {
    audit.add({ object: { type: 'rights-request', id }, detail: { type }, subjectId: subjectId! });
    if (reason !== undefined) audit.add({ reason });
    return this.view.one(actor, (await this.requests.hold(tx, id))!, tx);
  }
}
