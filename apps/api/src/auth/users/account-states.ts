import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import type { User } from '#contracts/auth/people/users.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { SECOND_PERSON, type Decision, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { PeopleNames } from '../account/names/people-names.js';
import { lastAdmin, ownAccount } from '../auth.errors.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { DormancyRepository } from '../dormancy/dormancy.repository.js';
import { DeciderRemoval } from './decider-removal.js';
import { UsersService } from './users.service.js';
import { decides } from './users.rules.js';
import { DecidersRepository } from '../account/deciders.repository.js';

const Target = z.strictObject({ userId: z.uuid() });
type Target = z.infer<typeof Target>;

/** Who acts, as the audit log wants it. */
interface Acting {
  readonly id: string;
  readonly role: string;
}

/** Disabling and enabling an account. A person who could disable the other deciders alone would be the second person too, so those take two. */
@Injectable()
export class AccountStates {
  private readonly disabling: TwoPersonAct<Target> = {
    action: 'user.disable',
    parse: (parameters) => Target.parse(parameters),
    summary: async ({ userId }) =>
      `The account of ${await this.nameOf(userId)} will be disabled: all their sessions end, and they can’t sign in.${await this.removal.consequence(userId)}`,
    run: (tx, { userId }, decision) => this.disableDecided(tx, userId, decision),
  };

  private readonly enabling: TwoPersonAct<Target> = {
    action: 'user.enable',
    parse: (parameters) => Target.parse(parameters),
    summary: async ({ userId }) => `${await this.nameOf(userId)} will be able to sign in again, with the same role as before.`,
    run: (tx, { userId }, decision) => this.enable(tx, decision.actor, userId, decision.reason),
  };

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly deciders: DecidersRepository,
    private readonly removal: DeciderRemoval,
    private readonly dormancy: DormancyRepository,
    private readonly sessions: SessionsRepository,
    private readonly users: UsersService,
    private readonly names: PeopleNames,
    private readonly transactions: KeyedTransactions,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {
    secondPerson.register(this.disabling);
    secondPerson.register(this.enabling);
  }

  async askToDisable({ actor, key }: IdempotentCall, id: string, reason: string): Promise<User | AwaitingApproval> {
    if (id === actor.id) throw ownAccount();
    const approval = await this.transactions.run(key, { objectId: id }, async (tx) => {
      const { role, state } = await this.locked(tx, id);
      if (role === 'admin' && state === 'active' && (await this.deciders.isLastAdmin(tx, id))) throw lastAdmin();
      if (decides(role)) return this.secondPerson.ask(tx, actor, this.disabling, { parameters: { userId: id }, reason });
      await this.disable(tx, actor, id, reason);
      return null;
    });
    return approval ? { approval } : this.users.one(id);
  }

  async askToEnable({ actor, key }: IdempotentCall, id: string, reason: string): Promise<User | AwaitingApproval> {
    const approval = await this.transactions.run(key, { objectId: id }, async (tx) => {
      const { role } = await this.locked(tx, id);
      const asking = { parameters: { userId: id }, reason, beneficiary: id };
      if (decides(role)) return this.secondPerson.ask(tx, actor, this.enabling, asking);
      await this.enable(tx, actor, id, reason);
      return null;
    });
    return approval ? { approval } : this.users.one(id);
  }

  /** As it was decided: by one person, or by two where that takes two. @throws Problem `last-admin` */
  async disableDecided(tx: Tx, id: string, decision: Decision): Promise<void> {
    await this.disable(tx, decision.actor, id, decision.reason);
    await this.removal.settle(tx, decision);
  }

  private async disable(tx: Tx, acting: Acting, id: string, reason: string): Promise<void> {
    await this.accounts.setState(tx, id, 'disabled');
    await this.sessions.endOthers(tx, id, null);
    await this.record(tx, 'user.disabled', acting, id, reason);
  }

  private async enable(tx: Tx, acting: Acting, id: string, reason: string): Promise<void> {
    await this.accounts.setState(tx, id, 'active');
    await this.dormancy.forget(tx, id); // announced again, it has the whole notice
    await this.record(tx, 'user.enabled', acting, id, reason);
  }

  private async locked(tx: Tx, id: string) {
    const current = await this.accounts.hold(tx, id);
    if (!current) throw notFound();
    return current;
  }

  private async nameOf(userId: string): Promise<string> {
    const { displayName, username } = await this.names.of(userId);
    return `${displayName ?? 'a former user'} (${username ?? userId})`;
  }

  private record(tx: Tx, action: 'user.disabled' | 'user.enabled', acting: Acting, id: string, reason: string): Promise<void> {
    return this.audit.record(tx, {
      actor: acting,
      action,
      object: { type: 'user', id },
      outcome: 'success',
      reason,
      subjectId: id,
    });
  }
}
