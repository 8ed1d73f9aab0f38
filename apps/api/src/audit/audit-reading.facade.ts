import { Injectable } from '@nestjs/common';
import type { AuditConsistency, AuditProof, AuditVerification } from '#contracts/audit.js';
import { Clock } from '#platform/clock.js';
import { LogExport, type ExportChoice } from './log-export.js';
import { LogProofs } from './log-proofs.js';
import { LogVerifier } from './log-verifier.js';
import type { Progress, Verification } from './log-walk.js';
import { reportOf } from './verification.rules.js';

export type { Progress };

/** What others may ask the audit log: backups for its checkpoint, test restores for its root, the operator's tool for all of it. */
@Injectable()
export class AuditReadingFacade {
  constructor(
    private readonly verifier: LogVerifier,
    private readonly proofs: LogProofs,
    private readonly exporter: LogExport,
    private readonly clock: Clock,
  ) {}

  /** The newest signed note; null for a log that was never signed. Belongs into every backup manifest, export and certificate. */
  checkpoint(): Promise<string | null> {
    return this.proofs.newestNote();
  }

  /** Whether the log is as it was signed, and if not, where and how. */
  async verify(verification: Verification = {}): Promise<AuditVerification> {
    const startedAt = performance.now();
    const verdict = await this.verifier.verify(verification);
    return reportOf(verdict, this.clock.now(), performance.now() - startedAt);
  }

  proof(eventId: string): Promise<AuditProof> {
    return this.proofs.ofEvent(eventId);
  }

  consistency(from: number, to?: number): Promise<AuditConsistency> {
    return this.proofs.consistency(from, to);
  }

  /** The log as text, page by page. Whoever asks on a person's behalf records that first. */
  lines(choice: ExportChoice): AsyncIterable<string> {
    return this.exporter.lines(choice);
  }
}
