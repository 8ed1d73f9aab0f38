import { Injectable } from '@nestjs/common';
import { KnowsFirstStep, type FirstStepFact } from '#platform/first-steps/first-step.js';
import { BackupRepository } from './runs/backup.repository.js';

/** There is a backup that was found valid, to be kept elsewhere. Whether it is, only people know. */
@Injectable()
@KnowsFirstStep('backup-elsewhere')
export class BackupFirstStep implements FirstStepFact {
  constructor(private readonly repository: BackupRepository) {}

  async holds(): Promise<boolean> {
    return (await this.repository.newestVerified()) !== null;
  }
}
