import { Injectable } from '@nestjs/common';
import { GivesEvidence, jsonEvidence, type EvidenceFile, type EvidenceSource } from '#platform/evidence/evidence.js';
import { HealthService } from '../health.service.js';

/** What the checks of every room say at this moment. */
@Injectable()
@GivesEvidence({ words: 'checks of today' })
export class HealthEvidence implements EvidenceSource {
  constructor(private readonly health: HealthService) {}

  async *evidence(): AsyncGenerator<EvidenceFile> {
    yield jsonEvidence('checks.json', await this.health.report());
  }
}
