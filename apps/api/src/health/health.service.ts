import { Injectable } from '@nestjs/common';
import { HealthCheckService } from '@nestjs/terminus';
import type { HealthReport } from '#contracts/health.js';
import { notReady } from './health.errors.js';
import { healthReport, indicatorOf, type ProbesTogether } from './health.rules.js';
import { HealthSampler, type Sampled } from './sampling/health-sampler.js';

export interface AgedReport {
  readonly report: HealthReport;
  readonly ageSeconds: number;
}

/** The verdict over the latest results of all probes. */
@Injectable()
export class HealthService {
  constructor(
    private readonly sampler: HealthSampler,
    private readonly terminus: HealthCheckService,
  ) {}

  async report(): Promise<AgedReport> {
    const sampled = await this.sampler.current();
    return { report: await this.judged(sampled), ageSeconds: sampled.ageSeconds };
  }

  async assertReady(): Promise<{ status: 'ready' }> {
    const { report } = await this.report();
    if (report.status === 'unhealthy') throw notReady({ retryAfter: 2 });
    return { status: 'ready' };
  }

  private async judged({ checks }: Sampled): Promise<HealthReport> {
    const together: unknown = await this.terminus.check(checks.map((check) => () => indicatorOf(check))).catch(resultOfFailure);
    return healthReport(together as ProbesTogether); // Terminus hands the indicators through and forgets their type
  }
}

/** Terminus throws when something vital is down; its result is the response of what it throws. */
function resultOfFailure(error: unknown): unknown {
  if (error instanceof Error && 'getResponse' in error && typeof error.getResponse === 'function') return error.getResponse();
  throw error;
}
