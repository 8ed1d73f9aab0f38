import type { Log } from '../logging/log.js';
import type { Outbound } from '../outbound/outbound.js';
import { timed, type Facts, type Span, type TraceRecorder } from './span.js';
import type { TracingTarget } from './tracing-variables.rules.js';

/** Traces, where a collector was named (`OTEL_EXPORTER_OTLP_ENDPOINT`). Otherwise nothing of OpenTelemetry is even loaded. */
export class Tracing {
  static readonly off = new Tracing(null);

  private constructor(private readonly recorder: TraceRecorder | null) {}

  static async to(target: TracingTarget | null, outbound: Outbound, log: Log): Promise<Tracing> {
    if (target === null) return Tracing.off;
    const { OtlpRecorder } = await import('./engine/otlp-recorder.js');
    log.info('traces are recorded', { collector: new URL(target.url).host, share: target.share });
    return new Tracing(new OtlpRecorder(target, outbound, log));
  }

  get isOn(): boolean {
    return this.recorder !== null;
  }

  /** A request, which ends when its answer has gone. Null where no traces are recorded. */
  request(parent?: string): Span | null {
    return this.recorder?.begin('request', 'server', parent) ?? null;
  }

  /** Work that nobody outside waits for, such as a job. */
  work<Result>(name: string, facts: Facts, work: () => Promise<Result>): Promise<Result> {
    if (this.recorder === null) return work();
    const span = this.recorder.begin(name, 'internal');
    span.set(facts);
    return timed(span, work);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.recorder?.close();
  }
}
