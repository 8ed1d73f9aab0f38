import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { ApprovalList, AwaitingApproval, type Approval } from '#contracts/auth/approvals.js';
import { AuditPruning, type PruneAudit } from '#contracts/audit/audit.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** What came of asking: a second person has to agree first, or it was done and another month is the oldest. */
export type Asked =
  { readonly approval: Approval; readonly pruning: null } | { readonly approval: null; readonly pruning: AuditPruning };

const PrunedOrAwaiting = z.union([AwaitingApproval, AuditPruning]);

@Service()
export class KeptEventsApi {
  private readonly api = inject(PortalApi);

  state(signal: AbortSignal): Promise<AuditPruning> {
    return this.api.read('/audit/pruning', AuditPruning, { signal });
  }

  async waiting(signal: AbortSignal): Promise<Approval[]> {
    return (await this.api.read('/approvals?state=pending&limit=200', ApprovalList, { signal })).items;
  }

  async remove(body: PruneAudit): Promise<Asked> {
    const answer = await this.api.read('/audit/pruning', PrunedOrAwaiting, { method: 'POST', once: true, body });
    return 'approval' in answer ? { approval: answer.approval, pruning: null } : { approval: null, pruning: answer };
  }
}
