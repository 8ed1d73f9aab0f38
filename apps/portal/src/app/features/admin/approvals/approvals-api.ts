import { Service, inject } from '@angular/core';
import { Approval, ApprovalList } from '#contracts/approvals.js';
import { PortalApi } from '../../../core/api/portal-api.js';
import type { CaseState } from '../case-filter.js';

@Service()
export class ApprovalsApi {
  private readonly api = inject(PortalApi);

  approvals(state: CaseState, cursor: string | null): Promise<ApprovalList> {
    const search = new URLSearchParams({
      limit: '50',
      ...(state === 'all' ? {} : { state }),
      ...(cursor === null ? {} : { cursor }),
    });
    return this.api.read(`/approvals?${search.toString()}`, ApprovalList);
  }

  approve(id: string, reason: string): Promise<Approval> {
    return this.api.read(`/approvals/${id}/approve`, Approval, { method: 'POST', body: { reason } });
  }

  /** For whoever asked, this takes the request back. */
  deny(id: string, reason: string): Promise<Approval> {
    return this.api.read(`/approvals/${id}/deny`, Approval, { method: 'POST', body: { reason } });
  }
}
