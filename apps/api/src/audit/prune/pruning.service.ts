import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Month, type AuditPruning, type PruneAudit } from '#contracts/audit/audit.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { SECOND_PERSON, type Decision, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { RetentionPeriods } from '#platform/retention/retention-periods.js';
import { monthNotPrunable, underHold } from '../audit.errors.js';
import { Pruning } from './pruning.js';
import { removableFrom } from './pruning.rules.js';

const Removal = z.strictObject({ month: Month });
type Removal = z.infer<typeof Removal>;

/** Removing a month of events takes two people, and a month past its retention and without a hold, both when requested and when decided. */
@Injectable()
export class PruningService {
  private readonly act: TwoPersonAct<Removal> = {
    action: 'audit.prune',
    parse: (parameters) => Removal.parse(parameters),
    summary: ({ month }) =>
      `The audit events of ${month} and their details will be permanently removed. Their hashes are kept, so every other event can still be proved.`,
    run: (tx, { month }, decision) => this.run(tx, month, decision),
  };

  constructor(
    private readonly pruning: Pruning,
    private readonly periods: RetentionPeriods,
    private readonly transactions: Transactions,
    private readonly keyed: KeyedTransactions,
    private readonly clock: Clock,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
  ) {
    secondPerson.register(this.act);
  }

  async state(): Promise<AuditPruning> {
    const { oldestMonth, heldUntilReleased } = await this.transactions.run(async (tx) => {
      const month = await this.pruning.oldestMonth(tx);
      return { oldestMonth: month, heldUntilReleased: month !== null && (await this.pruning.isHeld(tx, month)) };
    });
    const retentionDays = await this.retentionDays();
    return {
      oldestMonth,
      retentionDays,
      removableFrom: oldestMonth === null ? null : removableFrom(oldestMonth, retentionDays).toISOString(),
      heldUntilReleased,
    };
  }

  /** Requests it. Runs immediately, after a step-up, where no one else could decide. */
  async ask({ actor, key }: IdempotentCall, { month, reason }: PruneAudit): Promise<AuditPruning | AwaitingApproval> {
    const approval = await this.keyed.run(key, { objectId: null }, async (tx) => {
      await this.requireRemovable(tx, month);
      return this.secondPerson.ask(tx, actor, this.act, { parameters: { month }, reason });
    });
    return approval ? { approval } : this.state();
  }

  private async run(tx: Tx, month: string, { actor, reason }: Decision): Promise<void> {
    await this.requireRemovable(tx, month);
    await this.pruning.prune(tx, month, { actor, reason });
  }

  private async requireRemovable(tx: Tx, month: string): Promise<void> {
    const retentionDays = await this.retentionDays();
    const isOldest = (await this.pruning.oldestMonth(tx)) === month;
    if (!isOldest || removableFrom(month, retentionDays) > this.clock.now()) throw monthNotPrunable();
    if (await this.pruning.isHeld(tx, month)) throw underHold();
  }

  /** A class with a setting always has a period. */
  private async retentionDays(): Promise<number> {
    return (await this.periods.daysOf('audit')) ?? Infinity;
  }
}
