import { Service, inject } from '@angular/core';
import { PortalApi } from '../../core/api/portal-api.js';

/** What an auditor takes along. */
@Service()
export class EvidenceApi {
  private readonly api = inject(PortalApi);

  async pack(): Promise<Blob> {
    return (await this.api.send('/dsr/evidence', {})).blob();
  }
}
