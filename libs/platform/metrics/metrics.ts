import { Injectable } from '@nestjs/common';
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

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'chat_man_' });
  }

  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name: `chat_man_${name}`, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  /** What a gauge shows now. Throws where there is no such gauge, or it cannot be measured. */
  async valueOf(name: string): Promise<number> {
    const found = await this.registry.getSingleMetric(`chat_man_${name}`)?.get();
    const value = found?.values[0]?.value;
    if (value === undefined) throw new Error(`The gauge ${name} has no value.`);
    return value;
  }

  /** A value that is measured on collection. When that fails the gauge has no value, and the others still have theirs. */
  gauge(name: string, help: string, measure: () => number | Promise<number>): Gauge {
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
}
