import { Service, inject } from '@angular/core';
import { PortalApi } from '../../core/api/portal-api.js';
import { StepUp } from '../../shared/dialogs/step-up.js';

/** What an auditor takes along. */
@Service()
export class EvidenceApi {
  private readonly api = inject(PortalApi);
  private readonly stepUp = inject(StepUp);

  async pack(): Promise<Blob> {
    return (await this.stepUp.around(() => this.api.send('/dsr/evidence', {}))).blob();
  }
}
