import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { Approval, AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import {
  RetentionClass,
  type CollectionPolicy,
  type DecidePolicy,
  type RetentionPolicy,
} from '#contracts/retention/retention.js';
import type { Actor } from '#platform/access/actor.js';
import type { Call } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { SECOND_PERSON, type Decision, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { Ids } from '#platform/ids.js';
import { changeableClasses, shortestDays } from '#platform/retention/retention-classes.js';
import { RetentionPeriods } from '#platform/retention/retention-periods.js';
import { PoliciesService } from './policies.service.js';
import { isShorter, periodWords } from './policies.rules.js';
import { periodTooShort, policyFixed, policyUnchanged } from './policy.errors.js';
import { PolicyRepository } from './policy.repository.js';

const Change = z.strictObject({
  class: RetentionClass,
  collectionId: z._default(z.nullable(Id), null),
  days: z.nullable(z.number()),
});
type Change = z.infer<typeof Change>;

/** Keeping longer takes one person; keeping shorter takes two, because the next run removes what is then past its time. */
@Injectable()
export class PolicyDecisions {
  private readonly act: TwoPersonAct<Change> = {
    action: 'retention.policy',
    parse: (parameters) => Change.parse(parameters),
    summary: (change) => this.summary(change),
    run: (tx, change, { actor, reason }) => this.decide(tx, change, { actor, reason }),
  };

  constructor(
    private readonly repository: PolicyRepository,
    private readonly policies: PoliciesService,
    private readonly periods: RetentionPeriods,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
  ) {
    secondPerson.register(this.act);
  }

  /** The policy as it is now, or the approval that a shorter period waits for. */
  async put(
    { actor }: Call,
    retention: RetentionClass,
    { days, reason }: DecidePolicy,
  ): Promise<RetentionPolicy | AwaitingApproval> {
    if (!changeableClasses.includes(retention)) throw policyFixed();
    if (days !== null && days < shortestDays(retention)) throw periodTooShort();
    const approval = await this.ask(actor, { class: retention, collectionId: null, days }, reason);
    if (approval) return { approval };
    const { items } = await this.policies.list();
    return items.find((policy) => policy.class === retention)!;
  }

  /** The same for the documents of one collection. @throws Problem `not-found` */
  async putOfCollection(
    { actor }: Call,
    collectionId: string,
    { days, reason }: DecidePolicy,
  ): Promise<CollectionPolicy | AwaitingApproval> {
    if (!(await this.policies.known()).some(({ id }) => id === collectionId)) throw notFound();
    const approval = await this.ask(actor, { class: 'knowledge', collectionId, days }, reason);
    if (approval) return { approval };
    const { items } = await this.policies.collections();
    return items.find(({ collection }) => collection.id === collectionId)!;
  }

  /** Decides it, or answers the request for a second person where something would go earlier. */
  private async ask(actor: Actor, change: Change, reason: string): Promise<Approval | null> {
    return this.transactions.run(async (tx) => {
      await this.repository.lock(tx, change);
      const [before, after] = await this.compare(change);
      if (before === after) throw policyUnchanged();
      if (isShorter(after, before)) return this.secondPerson.ask(tx, actor, this.act, { parameters: change, reason });
      await this.decide(tx, change, { actor, reason });
      return null;
    });
  }

  private async decide(tx: Tx, change: Change, { actor, reason }: Pick<Decision, 'actor' | 'reason'>): Promise<void> {
    await this.repository.lock(tx, change);
    const [previousDays, days] = await this.compare(change);
    const version = { id: this.ids.next(), ...change, previousDays, reason, decidedBy: actor.id, decidedAt: this.clock.now() };
    await this.repository.add(tx, version);
    await this.audit.record(tx, {
      actor,
      action: 'retention.policy-changed',
      object: { type: 'retention-policy', id: change.collectionId ?? change.class },
      outcome: 'success',
      reason,
      detail: { was: previousDays, days },
    });
  }

  /** Days before the change and after it. */
  private async compare({ class: retention, collectionId, days }: Change): Promise<[number | null, number | null]> {
    const ofClass = await this.periods.daysOf(retention);
    if (collectionId === null) return [ofClass, days ?? this.periods.byDefault(retention)];
    return [(await this.periods.ofCollections()).get(collectionId) ?? ofClass, days ?? ofClass];
  }

  private async summary(change: Change): Promise<string> {
    const [before, after] = await this.compare(change);
    const collection = (await this.policies.known()).find(({ id }) => id === change.collectionId);
    const what =
      change.collectionId === null
        ? `Data of the class “${change.class}”`
        : `Documents of “${collection?.name ?? 'a former collection'}”`;
    return `${what} will be kept ${periodWords(after)} instead of ${periodWords(before)}. What is older is removed for good by the next retention run, unless a legal hold keeps it.`;
  }
}
