import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span as OtelSpan,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import { randomUUID } from 'node:crypto';
import { errorName } from '../../logging/error-name.js';
import type { Log } from '../../logging/log.js';
import type { Outbound } from '../../outbound/outbound.js';
import { productVersion } from '../../version.js';
import { failureName, shownFact, type Facts, type Span, type TraceRecorder } from '../span.js';
import type { TracingTarget } from '../tracing-variables.rules.js';

/** Milliseconds between two lines about a collector that does not take traces. */
const quietMs = 60_000;
const kinds = { server: SpanKind.SERVER, internal: SpanKind.INTERNAL };

/** Records with OpenTelemetry's own parts, and sends to the one address that was set, by OTLP over HTTP. */
export class OtlpRecorder implements TraceRecorder {
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;

  constructor(target: TracingTarget, outbound: Outbound, log: Log) {
    const { resource, serviceName, share, followsCaller, delayMs, timeoutMs } = target;
    const sampler = new TraceIdRatioBasedSampler(share);
    this.provider = new TracerProvider({
      resource: resourceFromAttributes({
        ...resource,
        'service.name': serviceName,
        'service.version': productVersion,
        'service.instance.id': randomUUID(),
      }),
      sampler: followsCaller ? new ParentBasedSampler({ root: sampler }) : sampler,
      spanProcessors: [
        new BatchSpanProcessor({
          exporter: new HttpExporter(target, outbound, log),
          scheduledDelayMillis: delayMs,
          exportTimeoutMillis: timeoutMs + 1_000,
        }),
      ],
    });
    this.tracer = this.provider.getTracer('chat-man');
  }

  begin(name: string, kind: 'server' | 'internal', parent?: string): Span {
    const remote = parent === undefined ? null : callerOf(parent);
    const context = remote === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote);
    return new RecordedSpan(this.tracer, this.tracer.startSpan(name, { kind: kinds[kind] }, context), context);
  }

  async close(): Promise<void> {
    await this.provider.shutdown().catch(() => undefined); // the exporter has said what went wrong
  }
}

class RecordedSpan implements Span {
  private readonly inside: Context;

  constructor(
    private readonly tracer: Tracer,
    private readonly span: OtelSpan,
    around: Context,
  ) {
    this.inside = trace.setSpan(around, span);
  }

  child(name: string, facts?: Facts): Span {
    const span = new RecordedSpan(this.tracer, this.tracer.startSpan(name, {}, this.inside), this.inside);
    if (facts) span.set(facts);
    return span;
  }

  set(facts: Facts): void {
    for (const [name, value] of Object.entries(facts))
      if (value !== undefined) this.span.setAttribute(name, shownFact(name, value));
  }

  rename(name: string): void {
    this.span.updateName(name);
  }

  end(failure?: unknown): void {
    if (failure !== undefined) {
      this.span.setStatus({ code: SpanStatusCode.ERROR });
      this.set({ 'error.type': failureName(failure) });
    }
    this.span.end();
  }
}

/** `traceparent` of W3C Trace Context. */
function callerOf(parent: string): SpanContext | null {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(parent) ?? [];
  if (traceId === undefined || spanId === undefined || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags!, 16) & 1, isRemote: true };
}

/** Traces that can't be sent are dropped, and the log says so: nothing waits for a collector. */
class HttpExporter implements SpanExporter {
  private reportedAt = -Infinity;

  constructor(
    private readonly target: TracingTarget,
    private readonly outbound: Outbound,
    private readonly log: Log,
  ) {}

  export(spans: ReadableSpan[], done: (result: { code: 0 | 1 }) => void): void {
    this.send(spans).then(
      () => done({ code: 0 }),
      (error: unknown) => {
        this.report(error, spans.length);
        done({ code: 1 });
      },
    );
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }

  private async send(spans: ReadableSpan[]): Promise<void> {
    const { url, headers, format, timeoutMs } = this.target;
    const serializer = format === 'json' ? JsonTraceSerializer : ProtobufTraceSerializer;
    const body = serializer.serializeRequest(spans);
    if (body === undefined) return;
    const type = format === 'json' ? 'application/json' : 'application/x-protobuf';
    const { status } = await this.outbound.fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body,
      signal: AbortSignal.timeout(timeoutMs),
      namedHost: new URL(url).hostname,
    });
    if (status < 200 || status > 299) throw Object.assign(new Error('refused'), { code: `status-${status}` });
  }

  private report(error: unknown, spans: number): void {
    if (performance.now() - this.reportedAt < quietMs) return;
    this.reportedAt = performance.now();
    const cure = 'check OTEL_EXPORTER_OTLP_ENDPOINT and the collector; Chat Man works without it';
    this.log.warn('traces could not be sent and are dropped', { error: errorName(error), spans, cure });
  }
}
