import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { AwaitingApproval, type Approval } from '#contracts/auth/approvals.js';
import { RoleRequest, RoleRequestList } from '#contracts/auth/people/users.js';
import { PortalApi } from '../../../core/api/portal-api.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { caseQuery, type CaseOrder, type CaseState } from '../decisions/case-filter.js';

const RequestOrAwaiting = z.union([AwaitingApproval, RoleRequest]);

/** The result of a decision: it took effect, or a second person must approve it first. */
export type Decided =
  { readonly request: RoleRequest; readonly approval: null } | { readonly request: null; readonly approval: Approval };

@Service()
export class RoleRequestsApi {
  private readonly api = inject(PortalApi);
  private readonly stepUp = inject(StepUp);

  requests(state: CaseState, order: CaseOrder, cursor: string | null): Promise<RoleRequestList> {
    return this.api.read(`/auth/role-requests?${caseQuery(state, order, cursor)}`, RoleRequestList);
  }

  async approve(id: string, reason: string): Promise<Decided> {
    const body = { reason };
    const answer = await this.stepUp.around(() =>
      this.api.read(`/auth/role-requests/${id}/approve`, RequestOrAwaiting, { method: 'POST', once: true, body }),
    );
    return 'approval' in answer ? { request: null, approval: answer.approval } : { request: answer, approval: null };
  }

  deny(id: string, reason: string): Promise<RoleRequest> {
    return this.stepUp.around(() =>
      this.api.read(`/auth/role-requests/${id}/deny`, RoleRequest, { method: 'POST', once: true, body: { reason } }),
    );
  }
}
