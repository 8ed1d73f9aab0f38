import { Service, inject } from '@angular/core';
import { Approval, ApprovalList } from '#contracts/approvals.js';
import { PortalApi } from '../../../core/api/portal-api.js';
import { caseQuery, type CaseOrder, type CaseState } from '../decisions/case-filter.js';

@Service()
export class ApprovalsApi {
  private readonly api = inject(PortalApi);

  approvals(state: CaseState, order: CaseOrder, cursor: string | null): Promise<ApprovalList> {
    return this.api.read(`/approvals?${caseQuery(state, order, cursor)}`, ApprovalList);
  }

  approve(id: string, reason: string): Promise<Approval> {
    return this.api.read(`/approvals/${id}/approve`, Approval, { method: 'POST', body: { reason } });
  }

  /** For whoever asked, this takes the request back. */
  deny(id: string, reason: string): Promise<Approval> {
    return this.api.read(`/approvals/${id}/deny`, Approval, { method: 'POST', body: { reason } });
  }
}
