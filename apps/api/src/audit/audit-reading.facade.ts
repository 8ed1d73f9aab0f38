import { Injectable } from '@nestjs/common';
import type { AuditConsistency, AuditProof, AuditVerification } from '#contracts/audit/audit.js';
import { Clock } from '#platform/clock.js';
import type { Attestation, AttestationKind } from '#transparency/export/attestation.js';
import type { Checkpoint } from '#transparency/note/checkpoint.js';
import { LogAnchoring, type Continuation } from './anchor/log-anchoring.js';
import { SubjectAccessesRepository, type SubjectAccess } from './explore/subject-accesses.repository.js';
import { LogExport, type ExportChoice } from './explore/log-export.js';
import { LogProofs } from './tree/log-proofs.js';
import { LogVerifier } from './verify/log-verifier.js';
import type { Progress, Verification } from './verify/log-walk.js';
import { reportOf } from './verify/verification.rules.js';

export type { Continuation, Progress, SubjectAccess };

/** What others may ask the audit log: backups for its checkpoint, test restores for its root, the operator's tool for all of it. */
@Injectable()
export class AuditReadingFacade {
  constructor(
    private readonly verifier: LogVerifier,
    private readonly proofs: LogProofs,
    private readonly exporter: LogExport,
    private readonly anchoring: LogAnchoring,
    private readonly accesses: SubjectAccessesRepository,
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

  /** Signs, with the key of the log, that a file with this hash was made here. Throws `never-signed` where there is no key yet. */
  attest(attestation: Attestation): Promise<string> {
    return this.anchoring.attest(attestation);
  }

  /** The public keys that this installation trusts, as they stand in `config/audit.pub`. */
  verifierKeys(): Promise<string[]> {
    return this.anchoring.verifierKeys();
  }

  /** What a note of `attest` vouches for; null when no key of this installation signed it. */
  attested(note: string, kind: AttestationKind): Promise<Attestation | null> {
    return this.anchoring.attested(note, kind);
  }

  /** What a checkpoint from elsewhere says; null when no key of this installation signed it. */
  checkpointIn(note: string): Promise<Checkpoint | null> {
    return this.anchoring.checkpointIn(note);
  }

  /** Whether the log still begins with the tree of an external checkpoint: that makes its carrier an anchor. */
  continuation(anchor: Pick<Checkpoint, 'size' | 'root'>): Promise<Continuation> {
    return this.anchoring.continuation(anchor);
  }

  /** What others read and did that concerned a person, newest first. */
  accessesTo(subjectId: string, limit: number): Promise<SubjectAccess[]> {
    return this.accesses.newest(subjectId, limit);
  }

  /** How many people what was done with these accounts concerned, their owners among them, and by how many events. */
  peopleReachedBy(
    accounts: readonly string[],
    from: Date | null,
    to: Date | null,
  ): Promise<{ readonly people: number; readonly events: number }> {
    return this.accesses.reachedBy(accounts, from, to);
  }

  /** The log as text, page by page. A caller who reads it for a person records that first. */
  lines(choice: ExportChoice): AsyncIterable<string> {
    return this.exporter.lines(choice);
  }
}
