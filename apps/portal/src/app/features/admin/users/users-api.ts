import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { AwaitingApproval, type Approval } from '#contracts/approvals.js';
import {
  CreatedUser,
  EndedSessions,
  ResetLink,
  User,
  UserList,
  type ChangeUser,
  type CreateUser,
  type ResetMfa,
} from '#contracts/users.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** Empty text and `all` mean no filter. */
export interface UserFilter {
  readonly q: string;
  readonly role: string;
  readonly state: string;
  readonly sort: string;
}

/** What came of a change: it was made, or a second person has to agree first. */
export type Changed = { readonly user: User; readonly approval: null } | { readonly user: null; readonly approval: Approval };

const UserOrAwaiting = z.union([AwaitingApproval, User]);

/** What an administrator says to the accounts room about accounts. */
@Service()
export class UsersApi {
  private readonly api = inject(PortalApi);

  users({ q, role, state, sort }: UserFilter, cursor: string | null): Promise<UserList> {
    const search = new URLSearchParams({
      limit: '50',
      sort,
      ...(q === '' ? {} : { q }),
      ...(role === 'all' ? {} : { role }),
      ...(state === 'all' ? {} : { state }),
      ...(cursor === null ? {} : { cursor }),
    });
    return this.api.read(`/users?${search.toString()}`, UserList);
  }

  user(id: string, signal: AbortSignal): Promise<User> {
    return this.api.read(`/users/${id}`, User, { signal });
  }

  create(body: CreateUser): Promise<CreatedUser> {
    return this.api.read('/users', CreatedUser, { method: 'POST', once: true, body });
  }

  async change(id: string, body: ChangeUser): Promise<Changed> {
    const answer = await this.api.read(`/users/${id}`, UserOrAwaiting, { method: 'PATCH', body });
    return 'approval' in answer ? { user: null, approval: answer.approval } : { user: answer, approval: null };
  }

  disable(id: string, reason: string): Promise<User> {
    return this.api.read(`/users/${id}/disable`, User, { method: 'POST', once: true, body: { reason } });
  }

  enable(id: string, reason: string): Promise<User> {
    return this.api.read(`/users/${id}/enable`, User, { method: 'POST', once: true, body: { reason } });
  }

  resetLink(id: string, reason: string): Promise<ResetLink> {
    return this.api.read(`/users/${id}/reset-password`, ResetLink, { method: 'POST', once: true, body: { reason } });
  }

  async removeSecondFactor(id: string, body: ResetMfa): Promise<Changed> {
    const answer = await this.api.read(`/users/${id}/reset-mfa`, UserOrAwaiting, { method: 'POST', body });
    return 'approval' in answer ? { user: null, approval: answer.approval } : { user: answer, approval: null };
  }

  /** Of everybody, but for the one that this is asked from. Answers how many have ended. */
  async endEverybodysSessions(reason: string): Promise<number> {
    return (await this.api.read('/users/end-sessions', EndedSessions, { method: 'POST', once: true, body: { reason } })).ended;
  }

  async endSessions(id: string, reason: string): Promise<number> {
    return (await this.api.read(`/users/${id}/end-sessions`, EndedSessions, { method: 'POST', once: true, body: { reason } }))
      .ended;
  }
}
