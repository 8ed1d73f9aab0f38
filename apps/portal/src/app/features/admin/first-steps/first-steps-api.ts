import { Service, inject } from '@angular/core';
import { FirstSteps, type ConfirmedFirstStep } from '#contracts/auth/first-steps.js';
import { PortalApi } from '../../../core/api/portal-api.js';

@Service()
export class FirstStepsApi {
  private readonly api = inject(PortalApi);

  steps(): Promise<FirstSteps> {
    return this.api.read('/first-steps', FirstSteps);
  }

  confirm(step: ConfirmedFirstStep): Promise<void> {
    return this.api.tell(`/first-steps/${step}/confirmation`, { method: 'PUT' });
  }

  withdraw(step: ConfirmedFirstStep): Promise<void> {
    return this.api.tell(`/first-steps/${step}/confirmation`, { method: 'DELETE' });
  }

  dismiss(): Promise<void> {
    return this.api.tell('/first-steps/dismissal', { method: 'PUT' });
  }
}
