/** Where traces are sent, and which; null where tracing is off. */
export interface TracingTarget {
  /** Of the collector, with its path. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly format: 'json' | 'protobuf';
  readonly timeoutMs: number;
  readonly serviceName: string;
  readonly resource: Readonly<Record<string, string>>;
  /** Of all traces, the share that is recorded: 0 to 1. */
  readonly share: number;
  /** Whether the caller's decision counts, where a trusted proxy sends one. */
  readonly followsCaller: boolean;
  /** Milliseconds between two exports. */
  readonly delayMs: number;
}

type Variables = Readonly<Record<string, string | undefined>>;

const formats: Readonly<Record<string, TracingTarget['format']>> = { 'http/protobuf': 'protobuf', 'http/json': 'json' };
const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
];

/**
 * The standard variables of OpenTelemetry, as far as they concern traces. What can't be honoured is a fault, so that nobody waits for traces that
 * never come. Without an address nothing is sent: the standard's default would be this host.
 */
export function tracingTarget(given: Variables): { readonly target: TracingTarget | null; readonly faults: readonly string[] } {
  const of = (name: string): string | undefined =>
    given[`OTEL_EXPORTER_OTLP_TRACES_${name}`] ?? given[`OTEL_EXPORTER_OTLP_${name}`];
  const url = urlOf(given);
  const isOff = given['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || given['OTEL_TRACES_EXPORTER'] === 'none';
  if (url === null || isOff) return { target: null, faults: [] };
  const faults: string[] = [];
  const protocol = of('PROTOCOL') ?? 'http/protobuf';
  const sampler = given['OTEL_TRACES_SAMPLER'] ?? 'parentbased_always_on';
  const share = sampler.endsWith('traceidratio')
    ? Number(given['OTEL_TRACES_SAMPLER_ARG'] ?? 1)
    : sampler.endsWith('off')
      ? 0
      : 1;
  const timeoutMs = Number(of('TIMEOUT') ?? 10_000);
  const delayMs = Number(given['OTEL_BSP_SCHEDULE_DELAY'] ?? 5_000);
  if (!isHttpAddress(url))
    faults.push(
      'OTEL_EXPORTER_OTLP_ENDPOINT: expected an address that starts with http:// or https://, without user and password',
    );
  if ((given['OTEL_TRACES_EXPORTER'] ?? 'otlp') !== 'otlp') faults.push('OTEL_TRACES_EXPORTER: expected otlp or none');
  if (!(protocol in formats))
    faults.push('OTEL_EXPORTER_OTLP_PROTOCOL: expected http/protobuf or http/json; gRPC is not supported');
  if (!samplers.includes(sampler)) faults.push(`OTEL_TRACES_SAMPLER: expected one of ${samplers.join(', ')}`);
  if (!(share >= 0 && share <= 1)) faults.push('OTEL_TRACES_SAMPLER_ARG: expected a number from 0 to 1');
  if (!(timeoutMs >= 100 && timeoutMs <= 60_000)) faults.push('OTEL_EXPORTER_OTLP_TIMEOUT: expected 100 to 60000 milliseconds');
  if (!(delayMs >= 10 && delayMs <= 60_000)) faults.push('OTEL_BSP_SCHEDULE_DELAY: expected 10 to 60000 milliseconds');
  const resource = pairsOf(given['OTEL_RESOURCE_ATTRIBUTES']);
  return {
    target: {
      url,
      headers: pairsOf(of('HEADERS')),
      format: formats[protocol] ?? 'protobuf',
      timeoutMs,
      serviceName: given['OTEL_SERVICE_NAME'] ?? resource['service.name'] ?? 'chat-man',
      resource,
      share,
      followsCaller: sampler.startsWith('parentbased'),
      delayMs,
    },
    faults,
  };
}

/** The general address gets the path of traces; that for traces is taken as it is. */
function urlOf(given: Variables): string | null {
  const own = given['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
  if (own !== undefined) return own;
  const general = given['OTEL_EXPORTER_OTLP_ENDPOINT'];
  return general === undefined ? null : `${general.replace(/\/+$/, '')}/v1/traces`;
}

function isHttpAddress(url: string): boolean {
  if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username === '' && password === '';
}

/** `name=value,other=value`, percent-encoded. */
function pairsOf(text = ''): Record<string, string> {
  const pairs = text.split(',').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]];
  });
  return Object.fromEntries(pairs);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
