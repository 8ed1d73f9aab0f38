import { Service, inject } from '@angular/core';
import {
  AuditActors,
  AuditEventPage,
  AuditEventWithDetail,
  AuditProof,
  AuditVerificationPage,
  AuditVerificationRun,
  type ListedAuditEvent,
} from '#contracts/audit/audit.js';
import { PortalApi } from '../../core/api/portal-api.js';
import type { Page } from '../../shared/lists/paged-list.js';
import { AccessReasonStore } from './access/access-reason-store.js';
import { auditQuery, type AuditFilter } from './audit-filter.rules.js';

/** What an officer says to the audit room. Headers carry Latin letters only, so the reason goes percent-encoded. */
@Service()
export class AuditApi {
  private readonly api = inject(PortalApi);
  private readonly reason = inject(AccessReasonStore);

  /** Without `reads`, who looked at the log is left out. */
  events(
    filter: AuditFilter,
    { order, reads }: { readonly order: 'recorded' | '-recorded'; readonly reads: boolean },
    cursor: string | null,
  ): Promise<Page<ListedAuditEvent>> {
    const query = auditQuery(filter);
    query.set('reads', String(reads));
    query.set('sort', order);
    query.set('limit', '200');
    if (cursor !== null) query.set('cursor', cursor);
    return this.api.read(`/audit/events?${query.toString()}`, AuditEventPage, { headers: this.headers() });
  }

  event(id: string, signal: AbortSignal): Promise<AuditEventWithDetail> {
    return this.api.read(`/audit/events/${id}`, AuditEventWithDetail, { headers: this.headers(), signal });
  }

  /** Whose ids these are; who has no account any more is left out. */
  async actors(ids: readonly string[]): Promise<AuditActors['items']> {
    return (await this.api.read(`/audit/actors?ids=${ids.join(',')}`, AuditActors)).items;
  }

  async actorCalled(username: string): Promise<AuditActors['items']> {
    return (await this.api.read(`/audit/actors?username=${encodeURIComponent(username)}`, AuditActors)).items;
  }

  proof(id: string, signal: AbortSignal): Promise<AuditProof> {
    return this.api.read(`/audit/proof/${id}`, AuditProof, { signal });
  }

  /** Begins a check of the whole log, or joins the one that is under way; answers how far it is. */
  verify(): Promise<AuditVerificationRun> {
    return this.api.read('/audit/verify?wait=false', AuditVerificationRun, { method: 'POST' });
  }

  verification(id: string): Promise<AuditVerificationRun> {
    return this.api.read(`/audit/verifications/${id}`, AuditVerificationRun, { background: true });
  }

  async newestVerification(): Promise<AuditVerificationRun | null> {
    const page = await this.api.read('/audit/verifications?limit=1', AuditVerificationPage, { background: true });
    return page.items[0] ?? null;
  }

  stopVerification(id: string): Promise<AuditVerificationRun> {
    return this.api.read(`/audit/verifications/${id}/stop`, AuditVerificationRun, { method: 'POST' });
  }

  /** The events that fit, with their proofs or as a table. */
  async export(filter: AuditFilter, format: 'jsonl' | 'csv', details: boolean): Promise<Blob> {
    const query = auditQuery(filter);
    query.set('format', format);
    query.set('details', String(details));
    const response = await this.api.send(`/audit/export?${query.toString()}`, { headers: { ...this.headers(), Accept: '*/*' } });
    return response.blob();
  }

  private headers(): Record<string, string> {
    return { 'X-Access-Reason': encodeURIComponent(this.reason.words()) };
  }
}
