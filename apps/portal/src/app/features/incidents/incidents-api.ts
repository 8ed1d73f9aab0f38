import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { AwaitingApproval, type Approval } from '#contracts/auth/approvals.js';
import {
  Incident,
  IncidentForm,
  IncidentList,
  type ChangeIncident,
  type DecideIncident,
  type IncidentState,
  type RecordIncident,
} from '#contracts/rights/incidents.js';
import { PortalApi } from '../../core/api/portal-api.js';
import { StepUp } from '../../shared/dialogs/step-up.js';

const IncidentOrAwaiting = z.union([AwaitingApproval, Incident]);

/** The register of incidents. */
@Service()
export class IncidentsApi {
  private readonly api = inject(PortalApi);
  private readonly stepUp = inject(StepUp);

  page(state: IncidentState | 'all', cursor: string | null): Promise<IncidentList> {
    const query = new URLSearchParams({
      ...(state === 'all' ? {} : { state }),
      ...(cursor === null ? {} : { cursor }),
    });
    return this.api.read(`/security/incidents?${query.toString()}`, IncidentList);
  }

  one(id: string, signal?: AbortSignal): Promise<Incident> {
    return this.api.read(`/security/incidents/${id}`, Incident, signal ? { signal } : {});
  }

  record(body: z.input<typeof RecordIncident>): Promise<Incident> {
    return this.api.read('/security/incidents', Incident, { method: 'POST', once: true, body });
  }

  change(id: string, body: z.input<typeof ChangeIncident>): Promise<Incident> {
    return this.api.read(`/security/incidents/${id}`, Incident, { method: 'PATCH', body });
  }

  update(id: string, text: string): Promise<Incident> {
    return this.api.read(`/security/incidents/${id}/updates`, Incident, { method: 'POST', once: true, body: { text } });
  }

  decide(id: string, body: DecideIncident): Promise<Incident> {
    return this.api.read(`/security/incidents/${id}/decide`, Incident, { method: 'POST', once: true, body });
  }

  /** What a second person must approve first; null where there is none, and it is closed. */
  async close(id: string, reason: string): Promise<{ readonly incident: Incident | null; readonly approval: Approval | null }> {
    const answer = await this.stepUp.around(() =>
      this.api.read(`/security/incidents/${id}/close`, IncidentOrAwaiting, { method: 'POST', once: true, body: { reason } }),
    );
    return 'approval' in answer ? { incident: null, approval: answer.approval } : { incident: answer, approval: null };
  }

  form(id: string): Promise<IncidentForm> {
    return this.api.read(`/security/incidents/${id}/form`, IncidentForm);
  }
}
