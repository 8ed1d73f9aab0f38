import { Service, inject } from '@angular/core';
import { Doors, Me, SignedIn, type ChangePassword, type Register, type SetUp, type SignIn } from '#contracts/auth.js';
import { PortalApi } from '../api/portal-api.js';

/** What a browser says to the accounts room. */
@Service()
export class SessionApi {
  private readonly api = inject(PortalApi);

  doors(): Promise<Doors> {
    return this.api.read('/auth/doors', Doors, { background: true });
  }

  /** Counts as an act of the person unless `background`. */
  me(options: { readonly background: boolean }): Promise<Me> {
    return this.api.read('/auth/me', Me, options);
  }

  async signIn(body: SignIn): Promise<void> {
    await this.api.read('/auth/login', SignedIn, { method: 'POST', body });
  }

  signOut(): Promise<void> {
    return this.api.tell('/auth/logout', { method: 'POST' });
  }

  setUp(body: SetUp): Promise<void> {
    return this.api.tell('/auth/setup', { method: 'POST', body });
  }

  register(body: Register): Promise<void> {
    return this.api.tell('/auth/register', { method: 'POST', body });
  }

  changePassword(body: ChangePassword): Promise<void> {
    return this.api.tell('/auth/password', { method: 'POST', body });
  }
}
