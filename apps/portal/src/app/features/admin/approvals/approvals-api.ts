import { Service, inject } from '@angular/core';
import { Approval, ApprovalList } from '#contracts/auth/approvals.js';
import { PortalApi } from '../../../core/api/portal-api.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { caseQuery, type CaseOrder, type CaseState } from '../decisions/case-filter.js';

@Service()
export class ApprovalsApi {
  private readonly api = inject(PortalApi);
  private readonly stepUp = inject(StepUp);

  approvals(state: CaseState, order: CaseOrder, cursor: string | null): Promise<ApprovalList> {
    return this.api.read(`/approvals?${caseQuery(state, order, cursor)}`, ApprovalList);
  }

  approve(id: string, reason: string): Promise<Approval> {
    return this.decide(`/approvals/${id}/approve`, reason);
  }

  /** Done by the requester, this withdraws the request. */
  deny(id: string, reason: string): Promise<Approval> {
    return this.decide(`/approvals/${id}/deny`, reason);
  }

  /** A decision needs step-up. */
  private decide(path: string, reason: string): Promise<Approval> {
    return this.stepUp.around(() => this.api.read(path, Approval, { method: 'POST', once: true, body: { reason } }));
  }
}
