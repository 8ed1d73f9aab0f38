import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { AwaitingApproval, type Approval } from '#contracts/auth/approvals.js';
import { OwnData } from '#contracts/dsr.js';
import { RightsRequest, RightsRequestList, type MakeRequest, type RequestAct } from '#contracts/rights/requests.js';
import type { EncryptPackage } from '#contracts/rights/package.js';
import { PortalApi } from '../../core/api/portal-api.js';
import { StepUp } from '../../shared/dialogs/step-up.js';

const RequestOrAwaiting = z.union([AwaitingApproval, RightsRequest]);

/** The result of an act: the request as it is now, or what a second person must approve first. */
export type Done =
  { readonly request: RightsRequest; readonly approval: null } | { readonly request: null; readonly approval: Approval };

export interface ActBody {
  readonly reason?: string;
  readonly article?: string;
}

/** What people ask for under the GDPR, and what officers do about it. */
@Service()
export class RightsApi {
  private readonly api = inject(PortalApi);
  private readonly stepUp = inject(StepUp);

  own(signal?: AbortSignal): Promise<OwnData> {
    return this.api.read('/dsr/me', OwnData, signal ? { signal } : {});
  }

  async mine(signal?: AbortSignal): Promise<RightsRequest[]> {
    return (await this.api.read('/dsr/requests?mine=true', RightsRequestList, signal ? { signal } : {})).items;
  }

  page(state: 'open' | 'closed' | 'all', cursor: string | null): Promise<RightsRequestList> {
    const query = new URLSearchParams({
      ...(state === 'all' ? {} : { state }),
      ...(cursor === null ? {} : { cursor }),
    });
    return this.api.read(`/dsr/requests?${query.toString()}`, RightsRequestList);
  }

  one(id: string, signal?: AbortSignal): Promise<RightsRequest> {
    return this.api.read(`/dsr/requests/${id}`, RightsRequest, signal ? { signal } : {});
  }

  make(body: z.input<typeof MakeRequest>): Promise<RightsRequest> {
    return this.stepUp.around(() => this.api.read('/dsr/requests', RightsRequest, { method: 'POST', once: true, body }));
  }

  async act(id: string, act: RequestAct, body: ActBody): Promise<Done> {
    const answer = await this.stepUp.around(() =>
      this.api.read(`/dsr/requests/${id}/${act}`, RequestOrAwaiting, { method: 'POST', once: true, body }),
    );
    return 'approval' in answer ? { request: null, approval: answer.approval } : { request: answer, approval: null };
  }

  /** The collected data; it can be downloaded once. */
  async package(id: string): Promise<Blob> {
    return (await this.stepUp.around(() => this.api.send(`/dsr/requests/${id}/package`, {}))).blob();
  }

  /** The same, encrypted for its receiver. */
  async encryptedPackage(id: string, body: EncryptPackage): Promise<Blob> {
    const path = `/dsr/requests/${id}/package`;
    return (await this.stepUp.around(() => this.api.send(path, { method: 'POST', body }))).blob();
  }

  async certificate(id: string): Promise<Blob> {
    return (await this.api.send(`/dsr/requests/${id}/certificate`, {})).blob();
  }

  async dossier(id: string): Promise<Blob> {
    return (await this.api.send(`/dsr/requests/${id}/dossier`, {})).blob();
  }
}
