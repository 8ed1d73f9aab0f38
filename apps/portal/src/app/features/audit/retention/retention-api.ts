import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { AwaitingApproval, type Approval } from '#contracts/auth/approvals.js';
import {
  CollectionPolicies,
  CollectionPolicy,
  RetentionPolicies,
  RetentionPolicy,
  RetentionPreview,
  RetentionRunPage,
  RetentionRunStarted,
  type DecidePolicy,
  type PreviewRetention,
  type RetentionClass,
  type RetentionRun,
} from '#contracts/retention/retention.js';
import { PortalApi } from '../../../core/api/portal-api.js';

const DecidedOrAwaiting = z.union([AwaitingApproval, RetentionPolicy]);
const CollectionOrAwaiting = z.union([AwaitingApproval, CollectionPolicy]);
const StartedOrAwaiting = z.union([AwaitingApproval, RetentionRunStarted]);

@Service()
export class RetentionApi {
  private readonly api = inject(PortalApi);

  policies(signal: AbortSignal): Promise<RetentionPolicies> {
    return this.api.read('/retention/policies', RetentionPolicies, { signal });
  }

  async collections(signal: AbortSignal): Promise<CollectionPolicy[]> {
    return (await this.api.read('/retention/collections', CollectionPolicies, { signal })).items;
  }

  /** What would go; with other periods where some are given. */
  preview(other: PreviewRetention, signal?: AbortSignal): Promise<RetentionPreview> {
    return this.api.read('/retention/preview', RetentionPreview, {
      method: 'POST',
      body: other,
      ...(signal && { signal }),
    });
  }

  async runs(signal: AbortSignal): Promise<RetentionRun[]> {
    return (await this.api.read('/retention/runs?limit=20', RetentionRunPage, { signal, background: true })).items;
  }

  /** The approval that it waits for; null when it is in force. */
  async decide(retention: RetentionClass, body: DecidePolicy): Promise<Approval | null> {
    const answer = await this.api.read(`/retention/policies/${retention}`, DecidedOrAwaiting, { method: 'PUT', body });
    return 'approval' in answer ? answer.approval : null;
  }

  /** The same for a collection; `days: null` keeps it as its class says. */
  async decideCollection(id: string, body: DecidePolicy): Promise<Approval | null> {
    const answer = await this.api.read(`/retention/collections/${id}`, CollectionOrAwaiting, { method: 'PUT', body });
    return 'approval' in answer ? answer.approval : null;
  }

  /** The approval that it waits for; null when it has started. */
  async run(reason: string): Promise<Approval | null> {
    const answer = await this.api.read('/retention/run', StartedOrAwaiting, { method: 'POST', once: true, body: { reason } });
    return 'approval' in answer ? answer.approval : null;
  }

  async certificate(id: string): Promise<Blob> {
    return (await this.api.send(`/retention/runs/${id}/certificate`, {})).blob();
  }
}
