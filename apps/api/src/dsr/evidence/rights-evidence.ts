import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { GivesEvidence, jsonEvidence, type EvidenceFile, type EvidenceSource } from '#platform/evidence/evidence.js';
import { InventoryService } from '../inventory/inventory.service.js';

/** That requests were answered in time, that incidents were decided, and the certificates of erasures. Nobody is named. */
@Injectable()
@GivesEvidence({ words: 'rights of data subjects and incidents' })
export class RightsEvidence implements EvidenceSource {
  constructor(
    private readonly database: Database,
    private readonly inventory: InventoryService,
  ) {}

  async *evidence(): AsyncGenerator<EvidenceFile> {
    yield jsonEvidence('rights/processing-record.json', { items: await this.inventory.record() });
    yield jsonEvidence('rights/inventory.json', this.inventory.inventory());
    yield jsonEvidence('rights/requests.json', {
      requests: await this.database.query(
        `SELECT type, state, count(*)::int AS requests, count(*) FILTER (WHERE extended_at IS NOT NULL)::int AS extended,
                count(*) FILTER (WHERE closed_at > due_at OR closed_at IS NULL AND due_at < now())::int AS late
           FROM dsr.request GROUP BY 1, 2 ORDER BY 1, 2`,
      ),
    });
    yield jsonEvidence('rights/incidents.json', {
      incidents: await this.database.query(
        `SELECT id, state, aware_at AS "awareAt", notify_by AS "notifyBy", notified_at AS "notifiedAt",
                decided_not_to_notify AS "decidedNotToNotify", closed_at AS "closedAt" FROM dsr.incident ORDER BY id`,
      ),
    });
    const certificates = await this.database.query<{ id: string; certificate: string }>(
      'SELECT request_id AS id, certificate FROM dsr.erasure WHERE certificate IS NOT NULL ORDER BY erased_at DESC LIMIT 200',
    );
    for (const { id, certificate } of certificates) yield { path: `rights/erasures/${id}.json`, text: certificate };
  }
}
