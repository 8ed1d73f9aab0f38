import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Approval, ApprovalList, ApprovalQuery } from '#contracts/auth/approvals.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditRecord, type AuditWriter } from '#platform/access/ports.js';
import type { Asking, SecondPerson, TwoPersonAct } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { Ids } from '#platform/ids.js';
import { recordDamaged } from '#platform/keyring/keyring.errors.js';
import { damagedText } from '#platform/keyring/keys/reader.js';
import { DecidersRepository } from '../account/deciders.repository.js';
import { PeopleNames } from '../account/names/people-names.js';
import { alreadyDecided, approvalExpired, approvalLapsed, ownApproval, secondPersonMissing } from '../auth.errors.js';
import { StepUpService } from '../step-up/step-up.service.js';
import { approvalState, approvalWaits, canonicalJson, decisionFault } from './approval.rules.js';
import { ApprovalsRepository, type KeptApproval, type NewApproval } from './approvals.repository.js';
import { DecidingRights } from './deciding-rights.js';

/** What takes two people: requested, shown, decided by a second person, run with exactly what was shown, once. */
@Injectable()
export class ApprovalsService implements SecondPerson {
  private readonly acts = new Map<string, TwoPersonAct<unknown>>();

  constructor(
    private readonly approvals: ApprovalsRepository,
    private readonly deciders: DecidersRepository,
    private readonly rights: DecidingRights,
    private readonly names: PeopleNames,
    private readonly stepUp: StepUpService,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  register<Parameters>(act: TwoPersonAct<Parameters>): void {
    if (this.acts.has(act.action)) throw new Error(`The act ${act.action} is registered twice.`);
    this.acts.set(act.action, act as TwoPersonAct<unknown>);
  }

  /** Of all acts that rooms have registered. */
  get actions(): string[] {
    return [...this.acts.keys()];
  }

  async ask<Parameters>(
    tx: Tx,
    actor: Actor,
    act: TwoPersonAct<Parameters>,
    asking: Asking<Parameters>,
  ): Promise<Approval | null> {
    await this.stepUp.require(actor);
    const now = this.clock.now();
    const parametersHash = hashOf(act.action, asking.parameters);
    const waiting = await this.approvals.waiting(tx, parametersHash, now);
    if (waiting) return this.shown(waiting, actor);
    const approval: NewApproval = {
      id: this.ids.next(),
      action: act.action,
      parametersHash,
      requestedBy: actor.id,
      beneficiary: asking.beneficiary ?? null,
      requestedAt: now,
      expiresAt: new Date(now.getTime() + approvalWaits),
      parameters: asking.parameters,
      reason: asking.reason,
      identityCheck: asking.identityCheck ?? null,
    };
    const others = await this.deciders.countOthers(tx, [actor.id, approval.beneficiary ?? actor.id]);
    if (others === 0 && (await this.deciders.takeTwo(tx))) throw secondPersonMissing();
    await this.approvals.add(tx, approval);
    if (others === 0) return this.runAlone(tx, actor, act, asking, approval);
    await this.record(tx, actor, 'approval.requested', approval, asking.reason);
    return this.shown({ ...approval, ...undecided }, actor);
  }

  async list(actor: Actor, query: ApprovalQuery): Promise<ApprovalList> {
    const now = this.clock.now();
    const page = await readPage(query, byId, (after, most) => this.approvals.page(query, after, most, now));
    return shownPage(page, (approval) => this.shown(approval, actor));
  }

  /** Runs the requested act. When that fails, nothing was decided. */
  async approve(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    const approval = await this.undecided(tx, actor, id);
    const act = this.actOf(approval);
    if (!hashOf(approval.action, approval.parameters).equals(approval.parametersHash)) {
      throw new Error(`The parameters of approval ${id} are not those that were asked for.`);
    }
    await this.approvals.decide(tx, approval, { state: 'approved', by: actor.id, at: this.clock.now(), reason });
    await act.run(tx, act.parse(approval.parameters), {
      approvalId: id,
      requestedBy: approval.requestedBy,
      approvedBy: actor.id,
      actor,
      reason: approval.reason,
    });
    await this.record(tx, actor, 'approval.approved', approval, reason);
  }

  /** Ends a request without running it; this is how the requester withdraws it. */
  async deny(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    const approval = await this.held(tx, actor, id);
    const isOwn = approval.requestedBy === actor.id;
    if (!isOwn) await this.undecided(tx, actor, id);
    else if (decisionFault(approval, actor.id, this.clock.now()) !== 'own') throw alreadyDecided();
    const state = isOwn ? 'withdrawn' : 'denied';
    await this.approvals.decide(tx, approval, { state, by: actor.id, at: this.clock.now(), reason });
    await this.record(tx, actor, isOwn ? 'approval.withdrawn' : 'approval.denied', approval, reason);
  }

  /** The request as it is now, for this reader. */
  async one(actor: Actor, id: string): Promise<Approval> {
    const approval = await this.approvals.byId(id);
    if (!approval) throw notFound();
    return this.shown(approval, actor);
  }

  private async runAlone<Parameters>(
    tx: Tx,
    actor: Actor,
    act: TwoPersonAct<Parameters>,
    { parameters, reason }: Asking<Parameters>,
    approval: NewApproval,
  ): Promise<null> {
    await this.approvals.decide(tx, approval, { state: 'single-operator', by: null, at: this.clock.now(), reason: null });
    await act.run(tx, parameters, { approvalId: approval.id, requestedBy: actor.id, approvedBy: null, actor, reason });
    await this.record(tx, actor, 'approval.approved', approval, { code: 'single-operator' });
    return null;
  }

  private async undecided(tx: Tx, actor: Actor, id: string): Promise<KeptApproval> {
    const approval = await this.held(tx, actor, id);
    if (approval.isDamaged) throw recordDamaged();
    switch (decisionFault(approval, actor.id, this.clock.now())) {
      case 'own':
        throw ownApproval();
      case 'decided':
        throw alreadyDecided();
      case 'expired':
        throw approvalExpired();
      case 'lapsed':
        throw approvalLapsed();
      case null:
        // The trigger that lets requests lapse does not see one that is added at the same moment.
        if (!(await this.rights.mayStill(tx, approval.requestedBy, 'approvals:decide'))) throw approvalLapsed();
        return approval;
    }
  }

  /** Locks the accounts before the request: disabling the requester ends their requests, in the same order. */
  private async held(tx: Tx, actor: Actor, id: string): Promise<KeptApproval> {
    await this.rights.lockAndCheck(tx, actor, 'approvals:decide');
    const found = await this.approvals.byId(id);
    if (found) await this.rights.mayStill(tx, found.requestedBy, 'approvals:decide');
    const approval = await this.approvals.hold(tx, id);
    if (!approval) throw notFound();
    return approval;
  }

  private async shown(approval: KeptApproval, reader: Actor): Promise<Approval> {
    const act = this.actOf(approval);
    const now = this.clock.now();
    return {
      id: approval.id,
      action: approval.action,
      summary: approval.isDamaged ? damagedText : await act.summary(act.parse(approval.parameters)),
      reason: approval.reason,
      identityCheck: approval.identityCheck,
      state: approvalState(approval, now),
      requestedBy: await this.names.of(approval.requestedBy),
      beneficiary: await this.names.ofAny(approval.beneficiary),
      requestedAt: approval.requestedAt.toISOString(),
      expiresAt: approval.expiresAt.toISOString(),
      decidedBy: await this.names.ofAny(approval.decidedBy),
      decidedAt: approval.decidedAt?.toISOString() ?? null,
      decisionReason: approval.decisionReason,
      decidable: !approval.isDamaged && decisionFault(approval, reader.id, now) === null,
      ...(approval.isDamaged ? { damaged: true } : {}),
    };
  }

  private actOf(approval: Pick<KeptApproval, 'action'>): TwoPersonAct<unknown> {
    const act = this.acts.get(approval.action);
    if (!act) throw new Error(`No room has registered the act ${approval.action}.`);
    return act;
  }

  private record(
    tx: Tx,
    actor: Actor,
    action: 'approval.requested' | 'approval.approved' | 'approval.denied' | 'approval.withdrawn',
    approval: Pick<KeptApproval, 'id' | 'action' | 'identityCheck'>,
    because: string | Pick<AuditRecord, 'code'>,
  ): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action,
      object: { type: 'approval', id: approval.id },
      outcome: 'success',
      ...(typeof because === 'string' ? { reason: because } : because),
      detail: { act: approval.action, ...(approval.identityCheck === null ? {} : { identityCheck: 'stated' }) },
    });
  }
}

const undecided = { state: 'pending', decidedBy: null, decidedAt: null, decisionReason: null, isDamaged: false } as const;

function hashOf(action: string, parameters: unknown): Buffer {
  return createHash('sha256').update(canonicalJson({ action, parameters })).digest();
}
