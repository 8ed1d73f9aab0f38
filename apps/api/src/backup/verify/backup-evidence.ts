import { Injectable } from '@nestjs/common';
import { GivesEvidence, jsonEvidence, type EvidenceFile, type EvidenceSource } from '#platform/evidence/evidence.js';
import { BackupsService } from '../backups.service.js';

/** Which backups there are, and what verifying and restoring each on trial showed. */
@Injectable()
@GivesEvidence({ words: 'backups and test restores' })
export class BackupEvidence implements EvidenceSource {
  constructor(private readonly backups: BackupsService) {}

  async *evidence(): AsyncGenerator<EvidenceFile> {
    const { items } = await this.backups.list({ limit: 100 });
    yield jsonEvidence('backups.json', { backups: items });
  }
}
