import { Inject, Injectable } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { RunRepository } from './run.repository.js';
import type { RunTrigger } from './run.entity.js';
import { RetentionScopes } from './retention-scopes.js';
import { emptyDigest } from './removal-digest.js';
import { cutoffOf } from './run.rules.js';

export interface Starting {
  readonly trigger: RunTrigger;
  readonly actor: { readonly id: string; readonly role: string } | null;
  readonly reason?: string;
}

/** Settles what a run will remove at its start: the periods in force then, whatever is decided while it goes on. */
@Injectable()
export class RunOpening {
  constructor(
    private readonly runs: RunRepository,
    private readonly scopes: RetentionScopes,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /** Returns the id of the run. @throws Problem `retention-run-under-way` */
  async open(tx: Tx, { trigger, actor, reason }: Starting): Promise<string> {
    const id = this.ids.next();
    const now = this.clock.now();
    const counts = { removed: '0', parts: '0', held: '0', digest: emptyDigest };
    const steps = (await this.scopes.inForce()).map(({ retention, object, collection, days }) => ({
      ...{ id: this.ids.next(), runId: id, class: retention, object, collectionId: collection?.id ?? null },
      ...{ days, cutoff: cutoffOf(now, days), ...counts },
    }));
    await this.runs.add(tx, { id, trigger, requestedBy: actor?.id ?? null, state: 'running', startedAt: now }, steps);
    await this.audit.record(tx, {
      actor: actor ?? 'system',
      action: 'retention.run-started',
      object: { type: 'retention-run', id },
      outcome: 'success',
      ...(reason !== undefined && { reason }),
    });
    return id;
  }

  /** Ends a run that is running; an ended one stays as it is. */
  async close(tx: Tx, id: string, state: 'completed' | 'failed' | 'cancelled', at: Date): Promise<void> {
    if (!(await this.runs.end(tx, id, state, at))) return;
    await this.audit.record(tx, {
      actor: 'system',
      action: 'retention.run-ended',
      object: { type: 'retention-run', id },
      outcome: state === 'completed' ? 'success' : 'failed',
      detail: { state },
    });
  }
}
