import { Service, inject } from '@angular/core';
import { User, UserList } from '#contracts/auth/users.js';
import { PortalApi } from '../../core/api/portal-api.js';

/** Finds people by name, for those who may see who has an account. */
@Service()
export class PeopleApi {
  private readonly api = inject(PortalApi);

  async named(q: string): Promise<readonly User[]> {
    const query = new URLSearchParams({ limit: '8', state: 'active', q });
    return (await this.api.read(`/users?${query.toString()}`, UserList)).items;
  }

  person(id: string, signal: AbortSignal): Promise<User> {
    return this.api.read(`/users/${id}`, User, { signal, background: true });
  }
}
