import { Service, inject } from '@angular/core';
import { type StepUp, SteppedUp, StepUpProofs } from '#contracts/auth.js';
import { PortalApi } from '../../core/api/portal-api.js';

@Service()
export class StepUpApi {
  private readonly api = inject(PortalApi);

  /** By what the person who is signed in can say again who they are. */
  proofs(): Promise<StepUpProofs> {
    return this.api.read('/auth/step-up', StepUpProofs);
  }

  /** After the provider has vouched for the person who is signed in here; a second factor may be left. */
  stepUpBySso(): Promise<SteppedUp> {
    return this.api.read('/auth/sso/step-up', SteppedUp, { method: 'POST' });
  }

  stepUp(proof: StepUp): Promise<void> {
    return this.api.tell('/auth/step-up', { method: 'POST', body: proof });
  }
}
