import { Service, inject } from '@angular/core';
import { Colleagues, type Colleague } from '#contracts/auth/people/colleagues.js';
import { User, UserList } from '#contracts/auth/people/users.js';
import { PortalApi } from '../../core/api/portal-api.js';

/** Finds people by name. */
@Service()
export class PeopleApi {
  private readonly api = inject(PortalApi);

  /** Everybody with an account, for those who manage accounts. */
  async named(q: string): Promise<readonly Colleague[]> {
    const query = new URLSearchParams({ limit: '8', state: 'active', q });
    return (await this.api.read(`/users?${query.toString()}`, UserList)).items;
  }

  /** Everybody but clients, for those who work with them. */
  async colleagues(q: string): Promise<readonly Colleague[]> {
    return (await this.api.read(`/auth/colleagues?${new URLSearchParams({ q }).toString()}`, Colleagues)).items;
  }

  /** For those who manage accounts. */
  person(id: string, signal: AbortSignal): Promise<Colleague> {
    return this.api.read(`/users/${id}`, User, { signal, background: true });
  }
}
