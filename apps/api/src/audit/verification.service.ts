import { Injectable } from '@nestjs/common';
import type { AuditVerification } from '#contracts/audit.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { currentRequestId } from '#platform/http/request-context.js';
import { EventWriter } from './event-writer.js';
import { LogVerifier } from './log-verifier.js';
import type { LogVerdict } from './log-walk.js';

/** Verifies on request, one pass at a time, and records who asked and what came out. */
@Injectable()
export class VerificationService {
  private running: Promise<AuditVerification> | null = null;

  constructor(
    private readonly verifier: LogVerifier,
    private readonly writer: EventWriter,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Whoever asks while a pass is under way gets its result. */
  async verify(actor: Actor): Promise<AuditVerification> {
    this.running ??= this.pass().finally(() => (this.running = null));
    const result = await this.running;
    await this.transactions.run((tx) =>
      this.writer.record(tx, {
        actor: { id: actor.id, role: actor.role },
        action: 'audit.verified',
        object: { type: 'audit-range', id: `0-${result.size}` },
        outcome: result.valid ? 'success' : 'failed',
        reason: result.firstBad?.kind,
        requestId: currentRequestId(),
      }),
    );
    return result;
  }

  private async pass(): Promise<AuditVerification> {
    const startedAt = performance.now();
    const verdict = await this.verifier.verify();
    return reportOf(verdict, this.clock.now(), performance.now() - startedAt);
  }
}

export function reportOf(verdict: LogVerdict, checkedAt: Date, durationMs: number): AuditVerification {
  const { valid, size, signedSize, events, pruned, waiting, root, firstBad } = verdict;
  return {
    valid,
    size,
    signedSize,
    events,
    pruned,
    waiting,
    checkedAt: checkedAt.toISOString(),
    durationMs: Math.round(durationMs),
    root: root?.toString('base64') ?? null,
    firstBad,
  };
}
