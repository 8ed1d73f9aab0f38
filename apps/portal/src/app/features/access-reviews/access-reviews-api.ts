import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { AwaitingApproval, type Approval } from '#contracts/auth/approvals.js';
import type { Role } from '#contracts/auth/people/roles.js';
import {
  AccessReview,
  AccessReviewList,
  ReviewedAccountList,
  type ReviewedAccount,
  type WithdrawAccess,
} from '#contracts/rights/access-reviews.js';
import { PortalApi } from '../../core/api/portal-api.js';
import { StepUp } from '../../shared/dialogs/step-up.js';

const ReviewOrAwaiting = z.union([AwaitingApproval, AccessReview]);

export interface AccountFilter {
  readonly decided: 'all' | 'true' | 'false';
  readonly role: Role | 'all';
}

/** An account as a row of a list. */
export type ListedAccount = ReviewedAccount & { readonly id: string };

/** Reviews of access. */
@Service()
export class AccessReviewsApi {
  private readonly api = inject(PortalApi);
  private readonly stepUp = inject(StepUp);

  page(cursor: string | null): Promise<AccessReviewList> {
    return this.api.read(`/access-reviews${cursor === null ? '' : `?cursor=${cursor}`}`, AccessReviewList);
  }

  one(id: string, signal?: AbortSignal): Promise<AccessReview> {
    return this.api.read(`/access-reviews/${id}`, AccessReview, signal ? { signal } : {});
  }

  async accounts(
    id: string,
    { decided, role }: AccountFilter,
    cursor: string | null,
  ): Promise<{ readonly items: ListedAccount[]; readonly nextCursor: string | null }> {
    const query = new URLSearchParams({
      limit: '100',
      ...(decided === 'all' ? {} : { decided }),
      ...(role === 'all' ? {} : { role }),
      ...(cursor === null ? {} : { cursor }),
    });
    const { items, nextCursor } = await this.api.read(`/access-reviews/${id}/accounts?${query.toString()}`, ReviewedAccountList);
    return { items: items.map((each) => ({ ...each, id: each.account.id })), nextCursor };
  }

  start(): Promise<AccessReview> {
    return this.api.read('/access-reviews', AccessReview, { method: 'POST', once: true, body: {} });
  }

  confirm(id: string, accounts: readonly string[]): Promise<AccessReview> {
    return this.api.read(`/access-reviews/${id}/confirm`, AccessReview, { method: 'POST', once: true, body: { accounts } });
  }

  /** The request that a second person has to approve first; null where it is withdrawn already. */
  async withdraw(id: string, accountId: string, body: WithdrawAccess): Promise<Approval | null> {
    const path = `/access-reviews/${id}/accounts/${accountId}/withdraw`;
    const answer = await this.stepUp.around(() => this.api.read(path, ReviewOrAwaiting, { method: 'POST', once: true, body }));
    return 'approval' in answer ? answer.approval : null;
  }

  close(id: string): Promise<AccessReview> {
    return this.stepUp.around(() => this.api.read(`/access-reviews/${id}/close`, AccessReview, { method: 'POST', once: true }));
  }

  async report(id: string): Promise<Blob> {
    return (await this.api.send(`/access-reviews/${id}/report`, {})).blob();
  }
}
