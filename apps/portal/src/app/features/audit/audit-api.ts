import { Service, inject } from '@angular/core';
import { AuditEventPage, AuditEventWithDetail, AuditProof, AuditVerification, type AuditEvent } from '#contracts/audit.js';
import { PortalApi } from '../../core/api/portal-api.js';
import type { Page } from '../../shared/lists/paged-list.js';
import { AccessReason } from './access-reason.js';
import { auditQuery, type AuditFilter } from './audit-filter.rules.js';

/** What an officer says to the audit room. Headers carry Latin letters only, so the reason goes percent-encoded. */
@Service()
export class AuditApi {
  private readonly api = inject(PortalApi);
  private readonly reason = inject(AccessReason);

  events(filter: AuditFilter, cursor: string | null): Promise<Page<AuditEvent>> {
    const query = auditQuery(filter);
    query.set('limit', '200');
    if (cursor !== null) query.set('cursor', cursor);
    return this.api.read(`/audit/events?${query.toString()}`, AuditEventPage, { headers: this.headers() });
  }

  event(id: string, signal: AbortSignal): Promise<AuditEventWithDetail> {
    return this.api.read(`/audit/events/${id}`, AuditEventWithDetail, { headers: this.headers(), signal });
  }

  proof(id: string, signal: AbortSignal): Promise<AuditProof> {
    return this.api.read(`/audit/proof/${id}`, AuditProof, { signal });
  }

  verify(signal: AbortSignal): Promise<AuditVerification> {
    return this.api.read('/audit/verify', AuditVerification, { method: 'POST', signal });
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
