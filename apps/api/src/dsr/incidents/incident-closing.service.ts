import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import type { CloseIncident, Incident } from '#contracts/rights/incidents.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { SECOND_PERSON, type Decision, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { incidentUndecided } from './incident.errors.js';
import { IncidentRepository } from './incident.repository.js';
import { mayClose } from './incident.rules.js';
import { IncidentsService } from './incidents.service.js';

const Closing = z.strictObject({ id: Id });
type Closing = z.infer<typeof Closing>;

/** Closing takes two people: after it, nothing of an incident changes. */
@Injectable()
export class IncidentClosing {
  private readonly act: TwoPersonAct<Closing> = {
    action: 'incident.close',
    parse: (parameters) => Closing.parse(parameters),
    summary: async ({ id }) =>
      `The incident “${(await this.incidents.kept(id)).title}” will be closed. After that, nothing of it can be changed.`,
    run: (tx, { id }, decision) => this.run(tx, id, decision),
  };

  constructor(
    private readonly repository: IncidentRepository,
    private readonly incidents: IncidentsService,
    private readonly transactions: KeyedTransactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
  ) {
    secondPerson.register(this.act);
  }

  async ask({ actor, key }: IdempotentCall, id: string, { reason }: CloseIncident): Promise<Incident | AwaitingApproval> {
    const approval = await this.transactions.run(key, { objectId: id }, async (tx) => {
      if (!mayClose(await this.incidents.held(tx, id))) throw incidentUndecided();
      const asked = await this.secondPerson.ask(tx, actor, this.act, { parameters: { id }, reason });
      if (asked)
        await this.repository.note(tx, {
          incidentId: id,
          at: this.clock.now(),
          what: 'closing-requested',
          byAccount: actor.id,
          note: reason,
        });
      return asked;
    });
    return approval ? { approval } : this.incidents.one(id);
  }

  private async run(tx: Tx, id: string, { actor, reason }: Decision): Promise<void> {
    if (!mayClose(await this.incidents.held(tx, id))) throw incidentUndecided();
    const closedAt = this.clock.now();
    await this.repository.change(tx, id, { state: 'closed', closedAt, closedBy: actor.id });
    await this.repository.note(tx, { incidentId: id, at: closedAt, what: 'closed', byAccount: actor.id, note: reason });
    await this.audit.record(tx, {
      actor,
      action: 'incident.closed',
      object: { type: 'incident', id },
      outcome: 'success',
      reason,
    });
  }
}
