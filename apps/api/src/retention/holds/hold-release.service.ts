import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import type { Hold, ReleaseHold } from '#contracts/retention/holds.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { SECOND_PERSON, type Decision, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import type { Tx } from '#platform/database/transactions.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { holdReleased, noSuchHold } from './hold.errors.js';
import { HoldRepository, type KeptHold } from './hold.repository.js';
import { scopeWords } from './hold.rules.js';
import { HoldsService } from './holds.service.js';

const Release = z.strictObject({ id: Id });
type Release = z.infer<typeof Release>;

/** Releasing a hold takes two people: it would be the first step of making something disappear. */
@Injectable()
export class HoldReleaseService {
  private readonly act: TwoPersonAct<Release> = {
    action: 'hold.release',
    parse: (parameters) => Release.parse(parameters),
    summary: ({ id }) => this.summary(id),
    run: (tx, { id }, decision) => this.run(tx, id, decision),
  };

  constructor(
    private readonly repository: HoldRepository,
    private readonly holds: HoldsService,
    private readonly transactions: KeyedTransactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
  ) {
    secondPerson.register(this.act);
  }

  /** Requests it. Releases immediately, after a step-up, where no one else could decide, and returns the hold as it is now. */
  async ask({ actor, key }: IdempotentCall, id: string, { reason }: ReleaseHold): Promise<Hold | AwaitingApproval> {
    const approval = await this.transactions.run(key, { objectId: id }, async (tx) => {
      const { releasedAt } = await this.kept(id);
      if (releasedAt !== null) throw holdReleased();
      return this.secondPerson.ask(tx, actor, this.act, { parameters: { id }, reason });
    });
    return approval ? { approval } : this.holds.shown(await this.kept(id));
  }

  private async run(tx: Tx, id: string, { approvalId, actor, reason }: Decision): Promise<void> {
    const endsAt = await this.repository.release(tx, id, approvalId);
    if (endsAt === null) throw holdReleased();
    await this.audit.record(tx, {
      actor,
      action: 'hold.released',
      object: { type: 'hold', id },
      outcome: 'success',
      reason,
      detail: { endsAt: endsAt.toISOString() },
    });
  }

  private async summary(id: string): Promise<string> {
    const { matter, scope, releaseDelay } = await this.kept(id);
    const when = releaseDelay === 0 ? 'immediately' : `${releaseDelay / 3600} hours after the approval`;
    return `The hold “${matter}” will end ${when}, and that can’t be undone then. It keeps ${scopeWords(scope)}. Without it, this can be deleted, and is removed when its retention period ends, unless another hold keeps it.`;
  }

  private async kept(id: string): Promise<KeptHold> {
    const hold = await this.repository.byId(id);
    if (!hold) throw noSuchHold();
    return hold;
  }
}
