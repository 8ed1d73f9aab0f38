import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import type { ResetLink } from '#contracts/auth/people/users.js';
import type { Actor } from '#platform/access/actor.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { SECOND_PERSON, type Decision, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { PeopleNames } from '../account/names/people-names.js';
import { Notices } from '../notices/notices.service.js';
import { ResetLinksRepository } from './reset-links.repository.js';
import { ResetLinkMaker } from './reset-link-maker.js';
import { decides } from './users.rules.js';

const Reset = z.strictObject({ userId: z.uuid() });
type Reset = z.infer<typeof Reset>;

/** Milliseconds in which the requester collects the approved link. */
const permitLasts = 24 * 60 * 60_000;

/**
 * Password reset links. The holder of one can become the person; where that person decides, they would be both people. So a second
 * person approves first, and then the requester gets the link, once, by asking again: it is not stored.
 */
@Injectable()
export class ResetLinkRequests {
  private readonly act: TwoPersonAct<Reset> = {
    action: 'password.reset',
    parse: (parameters) => Reset.parse(parameters),
    summary: ({ userId }) => this.summary(userId),
    run: (tx, reset, decision) => this.permit(tx, reset, decision),
  };

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly links: ResetLinkMaker,
    private readonly kept: ResetLinksRepository,
    private readonly names: PeopleNames,
    private readonly notices: Notices,
    private readonly transactions: KeyedTransactions,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
  ) {
    secondPerson.register(this.act);
  }

  ask({ actor, key }: IdempotentCall, userId: string, reason: string): Promise<ResetLink | AwaitingApproval> {
    const keeping = { objectId: userId, holdsSecret: (answer: object) => !('approval' in answer) };
    return this.transactions.run<ResetLink | AwaitingApproval>(key, keeping, async (tx) => {
      const current = await this.accounts.hold(tx, userId);
      if (!current) throw notFound();
      const approval = decides(current.role) ? await this.agreed(tx, actor, userId, reason) : null;
      return approval ? { approval } : this.make(tx, actor, userId, reason);
    });
  }

  /** Null when the link may be made now. */
  private async agreed(tx: Tx, actor: Actor, userId: string, reason: string) {
    if (await this.kept.takePermit(tx, userId, actor.id, this.clock.now())) return null;
    const asking = { parameters: { userId }, reason, beneficiary: userId };
    const approval = await this.secondPerson.ask(tx, actor, this.act, asking);
    if (!approval) await this.kept.takePermit(tx, userId, actor.id, this.clock.now());
    return approval;
  }

  private async make(tx: Tx, actor: Actor, userId: string, reason: string): Promise<ResetLink> {
    await this.notices.notify(tx, userId, 'password.reset-link-made');
    const link = await this.links.make(tx, userId, actor.id);
    await this.audit.record(tx, {
      actor,
      action: 'user.reset-link-made',
      object: { type: 'user', id: userId },
      outcome: 'success',
      reason,
      subjectId: userId,
    });
    return link;
  }

  private async permit(tx: Tx, { userId }: Reset, { approvalId, requestedBy }: Decision): Promise<void> {
    if (!(await this.accounts.hold(tx, userId))) throw notFound();
    const expiresAt = new Date(this.clock.now().getTime() + permitLasts);
    await this.kept.permit(tx, { userId, givenTo: requestedBy, approvalId, expiresAt });
  }

  private async summary(userId: string): Promise<string> {
    const { displayName, username } = await this.names.of(userId);
    return `The requester will be able to create one link, within 24 hours, for choosing a new password for ${displayName ?? 'a former user'} (${username ?? userId}). Anyone who opens the link can sign in as that person.`;
  }
}
