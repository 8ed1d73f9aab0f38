import { Test } from '@nestjs/testing';
import { HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { PassThrough } from 'node:stream';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock } from '#platform/clock.js';
import { Log } from '#platform/logging/log.js';
import type { Probe, ProbeResult, Probes } from '#platform/probes/probe.js';
import { HealthService } from './health.service.js';

const pass: ProbeResult = { status: 'pass', message: 'Fine' };

let terminus: HealthCheckService;
beforeAll(async () => {
  const module = await Test.createTestingModule({ imports: [TerminusModule.forRoot({ logger: false })] }).compile();
  terminus = module.get(HealthCheckService);
  return () => module.close();
});

function healthOf(probes: Record<string, Probe>, vital = true): HealthService {
  const all = () => Object.entries(probes).map(([name, probe]) => ({ declaration: { name, vital }, probe }));
  return new HealthService({ all } as unknown as Probes, terminus, new Clock(), new Log('error', new PassThrough()));
}

describe('health', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('counts a probe that hangs as failed after two seconds, and leaves the others their answers', async () => {
    const hung = new Promise<ProbeResult>(() => undefined);
    stubTimeout();
    const report = healthOf({ hung: { check: () => hung }, fine: { check: () => Promise.resolve(pass) } }).report();
    let isAnswered = false;
    void report.then(() => (isAnswered = true));
    await vi.advanceTimersByTimeAsync(1_999);
    expect(isAnswered).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await report).toMatchObject({
      status: 'unhealthy',
      checks: { hung: { status: 'fail', message: 'Not responding' }, fine: pass },
    });
  });

  it.each([
    [true, 'unhealthy'],
    [false, 'degraded'],
  ])('is told of by a failed probe, vital %s: %s', async (vital, status) => {
    const failing: Probe = { check: () => Promise.resolve({ status: 'fail', message: 'Gone' }) };
    const report = await healthOf({ failing, fine: { check: () => Promise.resolve(pass) } }, vital).report();
    expect(report).toEqual({ healthy: false, status, checks: { failing: { status: 'fail', message: 'Gone' }, fine: pass } });
  });

  it('stays healthy on a warning, and says it', async () => {
    const warning: ProbeResult = { status: 'warn', message: 'Running low' };
    const report = await healthOf({ disk: { check: () => Promise.resolve(warning) } }).report();
    expect(report).toEqual({ healthy: true, status: 'healthy', checks: { disk: warning } });
  });

  it('does not start a hung probe again before it has returned', async () => {
    stubTimeout();
    const check = vi.fn<Probe['check']>(() => new Promise<ProbeResult>((resolve) => (answer = resolve)));
    let answer!: (result: ProbeResult) => void;
    const health = healthOf({ slow: { check } });
    for (let minute = 0; minute < 20; minute++) {
      const report = health.report();
      await vi.advanceTimersByTimeAsync(3_000);
      expect((await report).status).toBe('unhealthy');
    }
    expect(check).toHaveBeenCalledTimes(1);
    answer(pass);
    await vi.advanceTimersByTimeAsync(1_000);
    const again = health.report();
    answer(pass);
    expect((await again).status).toBe('healthy');
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('secret'))],
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
  ])('counts a probe that %s as failed, without saying why in public', async (_name, check) => {
    const report = await healthOf({ broken: { check } }).report();
    expect(report.checks).toEqual({ broken: { status: 'fail', message: 'Failed' } });
  });

  it('asks each probe once for all who ask within a second', async () => {
    const check = vi.fn<Probe['check']>(() => Promise.resolve(pass));
    const health = healthOf({ fine: { check } });
    await Promise.all([health.report(), health.report(), health.report()]);
    vi.setSystemTime(Date.now() + 999);
    await health.report();
    expect(check).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 1);
    await health.report();
    expect(check).toHaveBeenCalledTimes(2);
  });
});

/** `AbortSignal.timeout` runs on the real clock; here it follows the turned one. */
function stubTimeout(): void {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), milliseconds);
    return controller.signal;
  });
}
