import { Inject, Injectable } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { forEachIsolated } from '#platform/jobs/for-each-isolated.js';
import { Log } from '#platform/logging/log.js';
import { Expiries, type Expiry, type ExpiryDeclaration, type Removed, type Scope } from '#platform/retention/expiry.js';
import { underHold } from '#platform/retention/under-hold.js';
import { scopeOf } from './run.rules.js';
import { RunRepository, type RunRecord, type StepRecord } from './run.repository.js';

/** Objects removed in one transaction: few, so that their locks are held briefly. */
const batch = 100;
/** Times that a batch is chosen again because a hold came while it was being removed. */
const mostChoices = 20;

export interface Following {
  readonly signal: AbortSignal;
  /** After each batch. */
  readonly progress: (removed: number) => Promise<void>;
}

type ScopedStep = StepRecord & { readonly scope: Scope };
type Handler = { readonly declaration: ExpiryDeclaration; readonly expiry: Expiry };

/**
 * Removes what a run is to remove, batch by batch. What a batch removes is counted, and recorded, in its own transaction: a run that was
 * killed anywhere goes on where it was, and its counts are right.
 */
@Injectable()
export class RetentionRunner {
  constructor(
    private readonly expiries: Expiries,
    private readonly runs: RunRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /** Does the steps that are not done. What cannot be removed keeps nothing else from going; then the first failure is thrown. */
  async run({ id, steps }: Pick<RunRecord, 'id' | 'steps'>, { signal, progress }: Following): Promise<void> {
    let removed = steps.reduce((sum, step) => sum + step.removed, 0);
    const handlers = this.expiries.all();
    await forEachIsolated(
      steps.filter(({ finishedAt }) => finishedAt === null),
      async (step) => {
        const handler = handlers.find(({ declaration }) => declaration.object === step.object);
        if (!handler) throw new Error(`Nothing removes what retention calls ${step.object}.`);
        const counted = async (count: number): Promise<void> => progress((removed += count));
        await this.step({ ...step, scope: scopeOf(step, steps) }, handler, { signal, progress: counted });
      },
    );
    this.log.info('expired data removed', { runId: id, removed });
  }

  private async step(step: ScopedStep, handler: Handler, { signal, progress }: Following): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const count = await this.batch(step, handler);
      await progress(count);
      if (count < batch) break;
    }
    const { held } = await handler.expiry.due(step.cutoff, step.scope);
    await this.transactions.run((tx) => this.runs.finishStep(tx, step, held, this.clock.now()));
  }

  /** How many went. A hold that was placed meanwhile refuses the whole batch; the next choice passes over what it keeps. */
  private async batch(step: ScopedStep, { declaration, expiry }: Handler): Promise<number> {
    for (let choice = 1; ; choice++) {
      try {
        return await this.transactions.run(async (tx) => {
          const removed = await expiry.removeBefore(tx, step.cutoff, batch, step.scope);
          if (removed.length === 0) return 0;
          await this.runs.count(tx, step, removed);
          await this.record(tx, declaration, step, removed);
          return removed.length;
        });
      } catch (cause) {
        const isHeld = cause instanceof Problem && cause.code === underHold().code;
        if (!isHeld || choice === mostChoices) throw cause;
      }
    }
  }

  private async record(
    tx: Tx,
    { object, recordedAs: action }: ExpiryDeclaration,
    { days }: StepRecord,
    removed: readonly Removed[],
  ): Promise<void> {
    if (action === null) return;
    for (const { id } of removed) {
      await this.audit.record(tx, {
        actor: 'system',
        action,
        object: { type: object, id },
        outcome: 'success',
        code: 'kept-long-enough',
        detail: { days },
      });
    }
  }
}
