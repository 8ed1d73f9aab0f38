import { Injectable } from '@nestjs/common';
import { Metrics } from '#platform/metrics/metrics.js';
import { HealthSampler } from './sampling/health-sampler.js';

const numbers = { pass: 0, warn: 1, fail: 2 } as const;

/** What each check of the health report said last. */
@Injectable()
export class HealthMetrics {
  constructor(metrics: Metrics, sampler: HealthSampler) {
    metrics.sampledBy('health_check_status', 'Latest result of each health check: 0 passes, 1 warns, 2 fails.', 'check', () =>
      Promise.resolve(new Map(sampler.known().checks.map(({ name, status }) => [name, numbers[status]]))),
    );
  }
}
