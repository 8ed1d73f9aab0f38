import { Injectable } from '@nestjs/common';
import { GivesEvidence, jsonEvidence, type EvidenceFile, type EvidenceSource } from '#platform/evidence/evidence.js';
import { AuditReadingFacade } from '../audit-reading.facade.js';
import { VerificationRepository } from '../verify/verification.repository.js';
import { runInContract } from '../verify/verification.rules.js';

/** The signed state of the log, that it grew from its beginning, the keys that check both, and its newest verifications. */
@Injectable()
@GivesEvidence({ words: 'audit log' })
export class LogEvidence implements EvidenceSource {
  constructor(
    private readonly log: AuditReadingFacade,
    private readonly verifications: VerificationRepository,
  ) {}

  async *evidence(): AsyncGenerator<EvidenceFile> {
    const note = await this.log.checkpoint();
    if (note !== null) {
      yield { path: 'audit/checkpoint.txt', text: note };
      yield jsonEvidence('audit/consistency.json', await this.log.consistency(1));
    }
    const newest = await this.verifications.newest(null, 10);
    yield jsonEvidence('audit/verifications.json', { verifications: newest.map(runInContract) });
  }
}
