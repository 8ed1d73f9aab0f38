import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { GivesEvidence, jsonEvidence, type EvidenceFile, type EvidenceSource } from '#platform/evidence/evidence.js';
import { PoliciesService } from './policies/policies.service.js';
import { RunCertificates } from './runs/certificates.js';
import { RunRepository } from './runs/run.repository.js';

/** How long what is kept, what is held, and the certificates of the newest runs. */
@Injectable()
@GivesEvidence({ words: 'retention and legal holds' })
export class RetentionEvidence implements EvidenceSource {
  constructor(
    private readonly policies: PoliciesService,
    private readonly runs: RunRepository,
    private readonly certificates: RunCertificates,
    private readonly database: Database,
  ) {}

  async *evidence(): AsyncGenerator<EvidenceFile> {
    yield jsonEvidence('retention/policies.json', await this.policies.list());
    yield jsonEvidence('retention/holds.json', {
      holds: await this.database.query(
        `SELECT id, placed_at AS "placedAt", review_at AS "reviewAt", released_at AS "releasedAt", ends_at AS "endsAt"
           FROM retention.hold ORDER BY id`,
      ),
    });
    for (const { id, state } of await this.runs.page(null, 50))
      if (state !== 'running') yield { path: `retention/runs/${id}.json`, text: await this.certificates.of(id) };
  }
}
