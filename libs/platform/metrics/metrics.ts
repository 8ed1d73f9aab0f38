import { Injectable } from '@nestjs/common';
import { Sample } from './sample.js';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The process's metrics. Labels hold names of routes, rooms and outcomes; never ids of people and never content. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly httpDuration = new Histogram({
    name: 'chat_man_http_request_duration_seconds',
    help: 'Time from request to answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  /** What each gauge measures, by its name. */
  private readonly measures = new Map<string, () => Promise<number>>();

  /** Requests that were refused because there were too many; counted by what is answered, whichever part refused. */
  readonly rateLimited = this.counter('rate_limited_total', 'Requests refused because there were too many.');

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'chat_man_' });
    // Gauges named as counters, which Prometheus' own check refuses; the same figures are there by type.
    for (const name of ['handles', 'requests', 'resources'])
      this.registry.removeSingleMetric(`chat_man_nodejs_active_${name}_total`);
  }

  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name: `chat_man_${name}`, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  histogram(name: string, help: string, buckets: readonly number[]): Histogram {
    return new Histogram({ name: `chat_man_${name}`, help, buckets: [...buckets], registers: [this.registry] });
  }

  /** A value that is measured on collection. When that fails the gauge has no value, and the others still have theirs. */
  gauge(name: string, help: string, measure: () => number | Promise<number>): Gauge {
    this.measures.set(name, async () => measure());
    return new Gauge({
      name: `chat_man_${name}`,
      help,
      registers: [this.registry],
      async collect() {
        try {
          this.set(await measure());
        } catch {
          this.remove();
        }
      },
    });
  }

  /** As `gauge`, for what asks the database or a disk: measured in the background, so that a collection waits for neither. */
  sampled(name: string, help: string, measure: () => Promise<number>): Gauge {
    return this.sampledBy(name, help, null, async () => new Map([['', await measure()]]));
  }

  /** As `sampled`, with a value for each of a few labels. */
  sampledBy(name: string, help: string, label: string | null, measure: () => Promise<ReadonlyMap<string, number>>): Gauge {
    const sample = new Sample(measure);
    this.measures.set(name, async () => [...(await measure()).values()].reduce((sum, value) => sum + value, 0));
    return new Gauge({
      name: `chat_man_${name}`,
      help,
      labelNames: label === null ? [] : [label],
      registers: [this.registry],
      async collect() {
        const values = await sample.latest();
        this.reset();
        // Without labels, a gauge that was reset shows 0.
        if (values === null && label === null) this.remove();
        for (const [value, number] of values ?? []) {
          if (label === null) this.set(number);
          else this.set({ [label]: value }, number);
        }
      },
    });
  }

  /** What a gauge shows, measured now. Rejects where there is no such gauge, or it cannot be measured. */
  async measured(name: string): Promise<number> {
    const measure = this.measures.get(name);
    if (!measure) throw new Error(`There is no gauge ${name}.`);
    return measure();
  }
}
