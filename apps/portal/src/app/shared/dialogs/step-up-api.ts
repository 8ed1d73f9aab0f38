import { Service, inject } from '@angular/core';
import { type StepUp, StepUpProofs } from '#contracts/auth.js';
import { PortalApi } from '../../core/api/portal-api.js';

@Service()
export class StepUpApi {
  private readonly api = inject(PortalApi);

  /** By what the person who is signed in can say again who they are. */
  proofs(): Promise<StepUpProofs> {
    return this.api.read('/auth/step-up', StepUpProofs);
  }

  stepUp(proof: StepUp): Promise<void> {
    return this.api.tell('/auth/step-up', { method: 'POST', body: proof });
  }
}
