import { HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { Test } from '@nestjs/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProbeResult } from '#platform/probes/probe.js';
import { HealthService } from './health.service.js';
import type { HealthSampler } from './sampling/health-sampler.js';

const fine: ProbeResult = { status: 'pass', message: 'Fine' };

let terminus: HealthCheckService;
beforeAll(async () => {
  const module = await Test.createTestingModule({ imports: [TerminusModule.forRoot({ logger: false })] }).compile();
  terminus = module.get(HealthCheckService);
  return () => module.close();
});

function healthOf(results: Record<string, ProbeResult>, vital = true): HealthService {
  const checks = Object.entries(results).map(([name, result]) => ({ name, vital, ...result }));
  const sampler: Pick<HealthSampler, 'current'> = { current: () => Promise.resolve({ checks, ageSeconds: 3 }) };
  return new HealthService(sampler as HealthSampler, terminus);
}

describe('the health report', () => {
  it.each([
    [true, 'unhealthy'],
    [false, 'degraded'],
  ])('with a failed probe, vital %s, is %s', async (vital, status) => {
    const failing: ProbeResult = { status: 'fail', message: 'Gone' };
    expect(await healthOf({ failing, fine }, vital).report()).toEqual({
      report: { healthy: false, status, checks: { failing, fine } },
      ageSeconds: 3,
    });
  });

  it('with a warning is healthy, and says it', async () => {
    const disk: ProbeResult = { status: 'warn', message: 'Running low' };
    expect((await healthOf({ disk }).report()).report).toEqual({ healthy: true, status: 'healthy', checks: { disk } });
  });

  it('decides about readiness by what is vital', async () => {
    const down: ProbeResult = { status: 'fail', message: 'Gone' };
    await expect(healthOf({ down }).assertReady()).rejects.toMatchObject({ status: 503 });
    await expect(healthOf({ down }, false).assertReady()).resolves.toEqual({ status: 'ready' });
  });
});
