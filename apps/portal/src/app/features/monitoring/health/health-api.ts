import { Service, inject } from '@angular/core';
import { HealthReport } from '#contracts/health.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** The public health report. */
@Service()
export class HealthApi {
  private readonly api = inject(PortalApi);

  report(signal: AbortSignal): Promise<HealthReport> {
    return this.api.read('/health/detailed', HealthReport, { signal, background: true });
  }
}
