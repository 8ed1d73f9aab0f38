import { Service, inject } from '@angular/core';
import { type StepUp, SteppedUp, StepUpProofs } from '#contracts/auth/auth.js';
import { PortalApi } from '../../core/api/portal-api.js';

@Service()
export class StepUpApi {
  private readonly api = inject(PortalApi);

  /** The proofs that the signed-in person can give. */
  proofs(): Promise<StepUpProofs> {
    return this.api.read('/auth/step-up', StepUpProofs);
  }

  /** After the provider has confirmed the signed-in person; a second factor may still be needed. */
  stepUpBySso(): Promise<SteppedUp> {
    return this.api.read('/auth/sso/step-up', SteppedUp, { method: 'POST' });
  }

  stepUp(proof: StepUp): Promise<void> {
    return this.api.tell('/auth/step-up', { method: 'POST', body: proof });
  }
}
