import { Injectable } from '@nestjs/common';
import { HealthCheckService } from '@nestjs/terminus';
import type { HealthReport } from '#contracts/health.js';
import { Clock } from '#platform/clock.js';
import { errorName, errorPlace } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { Probes, type Probe, type ProbeDeclaration, type ProbeResult } from '#platform/probes/probe.js';
import { notReady } from './health.errors.js';
import { healthReport, indicatorOf, type CheckedProbe, type ProbesTogether } from './health.rules.js';

/** Milliseconds after which a silent probe counts as failed. */
const patience = 2_000;
/** Milliseconds for which a report is shared between those who ask. */
const freshness = 1_000;

@Injectable()
export class HealthService {
  private latest: { readonly at: number; readonly report: Promise<HealthReport> } | null = null;
  /** Checks that have not returned yet. A hung one is not started again: each run would take another connection. */
  private readonly pending = new Map<Probe, Promise<ProbeResult>>();

  constructor(
    private readonly probes: Probes,
    private readonly terminus: HealthCheckService,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  report(): Promise<HealthReport> {
    const now = this.clock.now().getTime();
    if (!this.latest || now - this.latest.at >= freshness) this.latest = { at: now, report: this.ask() };
    return this.latest.report;
  }

  async assertReady(): Promise<{ status: 'ready' }> {
    const { status } = await this.report();
    if (status === 'unhealthy') throw notReady({ retryAfter: 2 });
    return { status: 'ready' };
  }

  private async ask(): Promise<HealthReport> {
    const indicators = this.probes.all().map(
      ({ declaration, probe }) =>
        async () =>
          indicatorOf(await this.check(declaration, probe)),
    );
    const together: unknown = await this.terminus.check(indicators).catch(resultOfFailure);
    return healthReport(together as ProbesTogether); // Terminus hands the indicators through and forgets their type
  }

  private async check({ name, vital }: ProbeDeclaration, probe: Probe): Promise<CheckedProbe> {
    const signal = AbortSignal.timeout(patience);
    const silence = new Promise<ProbeResult>((resolve) => {
      signal.addEventListener('abort', () => resolve({ status: 'fail', message: 'Not responding' }), { once: true });
    });
    const answer = this.pending.get(probe) ?? this.asked(name, probe, signal);
    return { name, vital, ...(await Promise.race([answer, silence])) };
  }

  /** A probe that throws has failed; why stays in the log, since the report is public. */
  private asked(name: string, probe: Probe, signal: AbortSignal): Promise<ProbeResult> {
    const checked = async (): Promise<ProbeResult> => probe.check(signal);
    const answer = checked()
      .catch((error: unknown): ProbeResult => {
        this.log.warn('health probe failed', { probe: name, error: errorName(error), at: errorPlace(error) });
        return { status: 'fail', message: 'Failed' };
      })
      .finally(() => this.pending.delete(probe));
    this.pending.set(probe, answer);
    return answer;
  }
}

/** Terminus throws when something vital is down; its result is the response of what it throws. */
function resultOfFailure(error: unknown): unknown {
  if (error instanceof Error && 'getResponse' in error && typeof error.getResponse === 'function') return error.getResponse();
  throw error;
}
