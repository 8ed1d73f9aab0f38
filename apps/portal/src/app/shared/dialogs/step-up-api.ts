import { Service, inject } from '@angular/core';
import type { StepUp } from '#contracts/auth.js';
import { PortalApi } from '../../core/api/portal-api.js';

@Service()
export class StepUpApi {
  private readonly api = inject(PortalApi);

  stepUp(proof: StepUp): Promise<void> {
    return this.api.tell('/auth/step-up', { method: 'POST', body: proof });
  }
}
