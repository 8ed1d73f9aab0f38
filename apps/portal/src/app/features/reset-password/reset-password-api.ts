import { Service, inject } from '@angular/core';
import type { ResetPassword } from '#contracts/auth/people/users.js';
import { PortalApi } from '../../core/api/portal-api.js';

@Service()
export class ResetPasswordApi {
  private readonly api = inject(PortalApi);

  reset(body: ResetPassword): Promise<void> {
    return this.api.tell('/auth/reset-password', { method: 'POST', body });
  }
}
