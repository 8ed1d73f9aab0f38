import { Injectable } from '@nestjs/common';
import type { HealthReport } from '#contracts/health.js';
import { Clock } from '#platform/clock.js';
import { Probes, type Probe, type ProbeDeclaration, type ProbeResult } from '#platform/probes/probe.js';
import { notReady } from './health.errors.js';
import { healthReport, type CheckedProbe } from './health.rules.js';

/** Milliseconds after which a silent probe counts as failed. */
const patience = 2_000;
/** Milliseconds for which a report is shared between those who ask. */
const freshness = 1_000;

@Injectable()
export class HealthService {
  private latest: { readonly at: number; readonly report: Promise<HealthReport> } | null = null;

  constructor(
    private readonly probes: Probes,
    private readonly clock: Clock,
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
    const checked = this.probes.all().map(({ declaration, probe }) => check(declaration, probe));
    return healthReport((await Promise.all(checked)).sort((a, b) => a.name.localeCompare(b.name)));
  }
}

async function check({ name, vital }: ProbeDeclaration, probe: Probe): Promise<CheckedProbe> {
  return { name, vital, ...(await resultOf(probe)) };
}

/** A probe that throws or hangs has failed; why stays in the log of the room, since this answer is public. */
async function resultOf(probe: Probe): Promise<ProbeResult> {
  const signal = AbortSignal.timeout(patience);
  const silence = new Promise<ProbeResult>((resolve) => {
    signal.addEventListener('abort', () => resolve({ status: 'fail', message: 'Does not answer' }), { once: true });
  });
  const answer = probe.check(signal).catch((): ProbeResult => ({ status: 'fail', message: 'Failed' }));
  return Promise.race([answer, silence]);
}
