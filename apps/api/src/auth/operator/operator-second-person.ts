import { Inject, Injectable } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { Asking, SecondPerson, TwoPersonAct } from '#platform/access/second-person.js';
import type { Actor } from '#platform/access/actor.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { DecidersRepository } from '../account/deciders.repository.js';
import { secondPersonAtShell, secondPersonMissing } from '../auth.errors.js';

/**
 * The rule of two people at a shell: the operator is one person, and nobody can approve there. So such an act is refused, except where
 * it would run without a second person in the portal too: nobody else could decide, and one person was declared enough.
 */
@Injectable()
export class OperatorSecondPerson implements SecondPerson {
  constructor(
    private readonly deciders: DecidersRepository,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly ids: Ids,
  ) {}

  register(): void {
    // Nothing waits for a decision here.
  }

  async ask<Parameters>(
    tx: Tx,
    actor: Actor,
    act: TwoPersonAct<Parameters>,
    { parameters, reason, beneficiary }: Asking<Parameters>,
  ): Promise<null> {
    const others = await this.deciders.countOthers(tx, beneficiary === undefined ? [] : [beneficiary]);
    if (others > 0) throw secondPersonAtShell();
    if (await this.deciders.takeTwo(tx)) throw secondPersonMissing();
    const approvalId = this.ids.next();
    await act.run(tx, parameters, { approvalId, requestedBy: actor.id, approvedBy: null, actor, reason });
    const object = { type: 'approval', id: approvalId };
    await this.audit.record(tx, {
      ...{ actor, action: 'approval.approved', object, outcome: 'success', code: 'single-operator' },
      ...{ detail: { action: act.action } },
    });
    return null;
  }
}
