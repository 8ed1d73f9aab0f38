import { Service, inject } from '@angular/core';
import { Alert, AlertPage, AlertTestAnswer } from '#contracts/monitoring/alerts.js';
import { PortalApi, type Call } from '../../../core/api/portal-api.js';
import type { ShownAlerts } from './alert-words.rules.js';

/** The calls about alerts. */
@Service()
export class AlertsApi {
  private readonly api = inject(PortalApi);

  alerts(shown: ShownAlerts, cursor: string | null, call: Call = {}): Promise<AlertPage> {
    const query = new URLSearchParams({
      limit: '50',
      ...(shown === 'all' ? {} : { state: shown }),
      ...(cursor === null ? {} : { cursor }),
    });
    return this.api.read(`/security/alerts?${query.toString()}`, AlertPage, call);
  }

  alert(id: string, call: Call = {}): Promise<Alert> {
    return this.api.read(`/security/alerts/${id}`, Alert, call);
  }

  /** Waits for the receivers, ten seconds at most. */
  test(): Promise<AlertTestAnswer> {
    return this.api.read('/security/alerts/test', AlertTestAnswer, { method: 'POST' });
  }

  acknowledge(id: string): Promise<Alert> {
    return this.api.read(`/security/alerts/${id}/acknowledge`, Alert, { method: 'POST' });
  }
}
