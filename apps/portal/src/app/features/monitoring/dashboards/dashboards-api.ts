import { Service, inject } from '@angular/core';
import { Series, type SeriesMetric } from '#contracts/monitoring/series.js';
import { PortalApi } from '../../../core/api/portal-api.js';

@Service()
export class DashboardsApi {
  private readonly api = inject(PortalApi);

  series(metric: SeriesMetric, from: Date, to: Date, signal: AbortSignal): Promise<Series> {
    const query = new URLSearchParams({ metric, from: from.toISOString(), to: to.toISOString() });
    return this.api.read(`/monitoring/series?${query}`, Series, { background: true, signal });
  }
}
