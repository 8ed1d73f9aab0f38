import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { AwaitingApproval, type Approval } from '#contracts/auth/approvals.js';
import {
  CreatedUser,
  EndedSessions,
  ResetLink,
  User,
  UserList,
  type ActOnUser,
  type ChangeUser,
  type CreateUser,
  type ResetMfa,
} from '#contracts/auth/people/users.js';
import { PortalApi } from '../../../core/api/portal-api.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';

/** Empty text and `all` mean no filter. */
export interface UserFilter {
  readonly q: string;
  readonly role: string;
  readonly state: string;
  readonly sort: string;
}

/** The result of a change: it was made, or a second person must approve it first. */
export type Changed = { readonly user: User; readonly approval: null } | { readonly user: null; readonly approval: Approval };

const UserOrAwaiting = z.union([AwaitingApproval, User]);

/** The result of asking for a link: the link, or a second person must approve it first. */
export type LinkOrApproval =
  { readonly link: ResetLink; readonly approval: null } | { readonly link: null; readonly approval: Approval };

const LinkOrAwaiting = z.union([AwaitingApproval, ResetLink]);

/** An administrator’s calls about accounts. Every change needs step-up. */
@Service()
export class UsersApi {
  private readonly api = inject(PortalApi);
  private readonly stepUp = inject(StepUp);

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
    return this.stepUp.around(() => this.api.read('/users', CreatedUser, { method: 'POST', once: true, body }));
  }

  change(id: string, body: ChangeUser): Promise<Changed> {
    return this.changed(`/users/${id}`, { method: 'PATCH', body });
  }

  disable(id: string, reason: string): Promise<Changed> {
    return this.changed(`/users/${id}/disable`, { method: 'POST', body: { reason } });
  }

  enable(id: string, reason: string): Promise<Changed> {
    return this.changed(`/users/${id}/enable`, { method: 'POST', body: { reason } });
  }

  async resetLink(id: string, reason: string): Promise<LinkOrApproval> {
    const answer = await this.stepUp.around(() =>
      this.api.read(`/users/${id}/reset-password`, LinkOrAwaiting, { method: 'POST', body: { reason } }),
    );
    return 'approval' in answer ? { link: null, approval: answer.approval } : { link: answer, approval: null };
  }

  removeSecondFactor(id: string, body: ResetMfa): Promise<Changed> {
    return this.changed(`/users/${id}/reset-mfa`, { method: 'POST', body });
  }

  /** Ends everyone’s sessions except the one this is sent from. Resolves to how many ended. */
  endEverybodysSessions(reason: string): Promise<number> {
    return this.ended('/users/end-sessions', reason);
  }

  endSessions(id: string, reason: string): Promise<number> {
    return this.ended(`/users/${id}/end-sessions`, reason);
  }

  private async changed(
    path: string,
    request: { method: 'PATCH' | 'POST'; body: ChangeUser | ResetMfa | ActOnUser },
  ): Promise<Changed> {
    const answer = await this.stepUp.around(() => this.api.read(path, UserOrAwaiting, { ...request, once: true }));
    return 'approval' in answer ? { user: null, approval: answer.approval } : { user: answer, approval: null };
  }

  private async ended(path: string, reason: string): Promise<number> {
    const answer = await this.stepUp.around(() =>
      this.api.read(path, EndedSessions, { method: 'POST', once: true, body: { reason } }),
    );
    return answer.ended;
  }
}
