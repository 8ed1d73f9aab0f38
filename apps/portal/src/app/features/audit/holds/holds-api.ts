import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { AuditActors } from '#contracts/audit/audit.js';
import { ApprovalList, AwaitingApproval, type Approval } from '#contracts/auth/approvals.js';
import { Hold, HoldList, type HoldQuery, type PlaceHold, type ReleaseHold, type ReviewHold } from '#contracts/retention/holds.js';
import { PortalApi } from '../../../core/api/portal-api.js';

const ReleasedOrAwaiting = z.union([AwaitingApproval, Hold]);

@Service()
export class HoldsApi {
  private readonly api = inject(PortalApi);

  async list(state: NonNullable<HoldQuery['state']>, signal: AbortSignal): Promise<Hold[]> {
    return (await this.api.read(`/retention/holds?state=${state}&limit=200`, HoldList, { signal })).items;
  }

  async waiting(signal: AbortSignal): Promise<Approval[]> {
    return (await this.api.read('/approvals?state=pending&limit=200', ApprovalList, { signal })).items;
  }

  place(body: PlaceHold): Promise<Hold> {
    return this.api.read('/retention/holds', Hold, { method: 'POST', once: true, body });
  }

  /** The approval that it waits for; null when it is released. */
  async release(id: string, body: ReleaseHold): Promise<Approval | null> {
    const answer = await this.api.read(`/retention/holds/${id}/release`, ReleasedOrAwaiting, {
      method: 'POST',
      once: true,
      body,
    });
    return 'approval' in answer ? answer.approval : null;
  }

  keep(id: string, reason: string): Promise<Hold> {
    return this.api.read(`/retention/holds/${id}/keep`, Hold, { method: 'POST', once: true, body: { reason } });
  }

  review(id: string, body: ReviewHold): Promise<Hold> {
    return this.api.read(`/retention/holds/${id}/review`, Hold, { method: 'POST', once: true, body });
  }

  /** The id of the account with this username; null where there is none. */
  async idOf(username: string): Promise<string | null> {
    const { items } = await this.api.read(`/audit/actors?username=${encodeURIComponent(username)}`, AuditActors, {});
    return items[0]?.id ?? null;
  }
}
