import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import { WithdrawAccess, lesserRoles, type AccessReview, type ConfirmAccess } from '#contracts/rights/access-reviews.js';
import type { Actor } from '#platform/access/actor.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import {
  SECOND_PERSON,
  STEP_UP,
  type Decision,
  type SecondPerson,
  type StepUpCheck,
  type TwoPersonAct,
} from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { ACCOUNT_ACCESS, type AccountAccess } from '#platform/rights/account-access.js';
import { alreadyWithdrawn, notInReview, notLesserRole, ownAccess } from './access-review.errors.js';
import { AccessReviewRepository, type KeptItem } from './access-review.repository.js';
import { isDecidable, shownDecision } from './access-review.rules.js';
import { AccessReviews } from './access-reviews.service.js';

const Withdrawing = z.strictObject({ reviewId: Id, accountId: Id, to: WithdrawAccess.shape.to });
type Withdrawing = z.infer<typeof Withdrawing>;

/** What reviewers decide about accounts of others. Taking a role that decides takes two people, as it does elsewhere. */
@Injectable()
export class AccessDecisions {
  private readonly withdrawal: TwoPersonAct<Withdrawing> = {
    action: 'access.withdraw',
    parse: (parameters) => Withdrawing.parse(parameters),
    summary: ({ accountId, to }) => this.access.summary({ userId: accountId, to }),
    run: async (tx, withdrawing, decision) => {
      await this.reviews.held(tx, withdrawing.reviewId);
      await this.carryOut(tx, withdrawing, decision);
    },
  };

  constructor(
    private readonly repository: AccessReviewRepository,
    private readonly reviews: AccessReviews,
    @Inject(ACCOUNT_ACCESS) private readonly access: AccountAccess,
    private readonly transactions: KeyedTransactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
    @Inject(STEP_UP) private readonly stepUp: StepUpCheck,
  ) {
    secondPerson.register(this.withdrawal);
  }

  /** All of them or none. */
  async confirm({ actor, key }: IdempotentCall, id: string, { accounts }: ConfirmAccess): Promise<AccessReview> {
    await this.transactions.run(key, { objectId: id }, async (tx) => {
      const items = await this.decidable(tx, actor, id, accounts);
      const active = await this.access.activeAmong(tx, accounts);
      for (const item of items) {
        const roleAfter = active.get(item.accountId)!;
        const decision = { state: 'confirmed', roleAfter, decidedBy: actor.id, decidedAt: this.clock.now() } as const;
        await this.repository.decide(tx, item, decision);
        await this.record(tx, actor, item, { action: 'access-review.confirmed', detail: { role: roleAfter } });
      }
      return null;
    });
    return this.reviews.one(id);
  }

  async withdraw(
    { actor, key }: IdempotentCall,
    id: string,
    accountId: string,
    { to, reason }: WithdrawAccess,
  ): Promise<AccessReview | AwaitingApproval> {
    const approval = await this.transactions.run(key, { objectId: id }, async (tx) => {
      const [item] = await this.decidable(tx, actor, id, [accountId]);
      const role = (await this.access.activeAmong(tx, [accountId])).get(accountId)!;
      if (to !== 'disabled' && !lesserRoles(role).includes(to)) throw notLesserRole();
      const parameters = { reviewId: id, accountId, to };
      if (this.access.takesTwo(role)) {
        const asked = await this.secondPerson.ask(tx, actor, this.withdrawal, { parameters, reason });
        if (asked) await this.repository.decide(tx, item!, { ...undecided, approvalId: asked.id });
        return asked;
      }
      await this.stepUp.require(actor);
      await this.carryOut(tx, parameters, { approvalId: '', requestedBy: actor.id, approvedBy: null, actor, reason });
      return null;
    });
    return approval ? { approval } : this.reviews.one(id);
  }

  /** @throws Problem `own-access`, `not-in-review`, `already-withdrawn` */
  private async decidable(tx: Tx, actor: Actor, id: string, accounts: readonly string[]): Promise<KeptItem[]> {
    await this.reviews.held(tx, id);
    if (accounts.includes(actor.id)) throw ownAccess();
    const items = await this.repository.holdItems(tx, id, accounts);
    const active = await this.access.activeAmong(tx, accounts);
    const pending = await this.access.pendingAmong(items.flatMap(({ approvalId }) => approvalId ?? []));
    const decisions = items.map((item) => shownDecision(item, pending));
    if (decisions.some((decision) => !isDecidable(decision) && decision !== 'inactive')) throw alreadyWithdrawn();
    if (active.size < new Set(accounts).size || items.length < active.size) throw notInReview();
    return items;
  }

  private async carryOut(tx: Tx, { reviewId, accountId, to }: Withdrawing, decision: Decision): Promise<void> {
    await this.access.withdraw(tx, { userId: accountId, to }, decision);
    // The requester answers for the decision; the second person is in the audit event of the approval.
    await this.repository.decide(
      tx,
      { reviewId, accountId },
      {
        state: to === 'disabled' ? 'disabled' : 'changed',
        roleAfter: to === 'disabled' ? null : to,
        decidedBy: decision.requestedBy,
        decidedAt: this.clock.now(),
      },
    );
    const event = { action: 'access-review.withdrawn', reason: decision.reason, detail: { to } } as const;
    await this.record(tx, decision.actor, { reviewId, accountId }, event);
  }

  private record(
    tx: Tx,
    actor: Decision['actor'],
    { reviewId, accountId }: Pick<KeptItem, 'reviewId' | 'accountId'>,
    event: {
      readonly action: 'access-review.confirmed' | 'access-review.withdrawn';
      readonly reason?: string;
      readonly detail: object;
    },
  ): Promise<void> {
    return this.audit.record(tx, {
      ...event,
      actor,
      object: { type: 'access-review', id: reviewId },
      outcome: 'success',
      detail: { ...event.detail, account: accountId },
      subjectId: accountId,
    });
  }
}

/** A withdrawal that was requested takes an earlier confirmation back. */
const undecided = { state: 'undecided', roleAfter: null, decidedBy: null, decidedAt: null } as const;
