import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { errorName, errorPlace } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { Probes } from '#platform/probes/probe.js';
import { Ticker } from '#platform/ticker.js';
import type { CheckedProbe } from '../health.rules.js';
import { SampledProbe } from './sampled-probe.js';

/** Milliseconds between two looks at what nobody asked about. Readiness has to turn within seconds; the rest may take a quarter of a minute. */
const everyMs = { vital: 5_000, other: 15_000 } as const;
/** Milliseconds for which a sample is good enough for somebody who asks. */
const freshMs = 1_000;
/** Milliseconds that a request waits for a newer sample; it gets the last one then. */
const requestWaitsMs = 1_000;

export interface Sampled {
  readonly checks: readonly CheckedProbe[];
  /** How old the oldest of them is. */
  readonly ageSeconds: number;
}

/**
 * Keeps a result of every probe. Probes run on a schedule and when somebody asks who would get an old result, each once at a time and with a
 * timeout of its own, so that neither a hung dependency nor many requests start work that piles up.
 */
@Injectable()
export class HealthSampler implements OnApplicationBootstrap, OnModuleDestroy {
  private probes: readonly SampledProbe[] | null = null;
  private readonly ticker = new Ticker(
    everyMs.vital,
    () => this.tick(),
    (error) => this.log.warn('health could not be sampled', { error: errorName(error) }),
  );

  constructor(
    private readonly found: Probes,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.ticker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.ticker.stop();
  }

  /** The latest results, refreshed first where that is quick. Only the very first request waits for every probe or its timeout. */
  async current(): Promise<Sampled> {
    const refreshed = this.refresh(this.olderThan(freshMs));
    const isFirst = this.all.some(({ sample }) => sample === null);
    await (isFirst ? refreshed : Promise.race([refreshed, pause(requestWaitsMs)]));
    return this.known();
  }

  /** Of every probe that has a result, without waiting. */
  known(): Sampled {
    const now = this.clock.now().getTime();
    const sampled = this.all.flatMap(({ declaration, sample }) => (sample === null ? [] : [{ declaration, sample }]));
    return {
      checks: sampled.map(({ declaration, sample: { status, message } }) => ({ ...declaration, status, message })),
      ageSeconds: Math.max(0, ...sampled.map(({ sample }) => Math.floor((now - sample.at.getTime()) / 1_000))),
    };
  }

  private tick(): Promise<void> {
    const vital = this.olderThan(everyMs.vital / 2).filter(({ declaration }) => declaration.vital);
    const others = this.olderThan(everyMs.other - freshMs).filter(({ declaration }) => !declaration.vital);
    return this.refresh([...vital, ...others]);
  }

  private async refresh(probes: readonly SampledProbe[]): Promise<void> {
    await Promise.all(probes.map((probe) => probe.refresh()));
  }

  /** Also those whose result lies ahead, after the clock was set back. */
  private olderThan(milliseconds: number): SampledProbe[] {
    const now = this.clock.now().getTime();
    return this.all.filter(({ sample }) => sample === null || Math.abs(now - sample.at.getTime()) >= milliseconds);
  }

  private get all(): readonly SampledProbe[] {
    return (this.probes ??= this.found.all().map(
      ({ declaration, probe }) =>
        new SampledProbe(declaration, probe, () => this.clock.now(), {
          failed: (error) =>
            this.log.warn('health probe failed', { probe: declaration.name, error: errorName(error), at: errorPlace(error) }),
          changed: (from, to) =>
            this.log[to.status === 'pass' ? 'info' : 'warn']('health changed', {
              check: declaration.name,
              from: from.status,
              to: to.status,
            }),
        }),
    ));
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
