import { describe, expect, it } from 'vitest';
import { tracingTarget } from './tracing-variables.rules.js';

const address = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' };

describe('the variables of OpenTelemetry', () => {
  it.each([
    [{}],
    [{ OTEL_SERVICE_NAME: 'x' }],
    [{ ...address, OTEL_SDK_DISABLED: 'true' }],
    [{ ...address, OTEL_TRACES_EXPORTER: 'none' }],
  ])('%j leave tracing off', (given) => expect(tracingTarget(given)).toEqual({ target: null, faults: [] }));

  it('with an address alone, everything is recorded and sent as protobuf', () => {
    expect(tracingTarget(address)).toEqual({
      target: {
        url: 'http://collector:4318/v1/traces',
        headers: {},
        format: 'protobuf',
        timeoutMs: 10_000,
        serviceName: 'chat-man',
        resource: {},
        share: 1,
        followsCaller: true,
        delayMs: 5_000,
      },
      faults: [],
    });
  });

  it('those for traces win over the general ones', () => {
    const given = {
      ...address,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example/in',
      OTEL_EXPORTER_OTLP_HEADERS: 'a=1',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'Authorization=Bearer%20abc, x-org = 7',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,service.name=other',
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
    };
    expect(tracingTarget(given).target).toMatchObject({
      url: 'https://traces.example/in',
      headers: { Authorization: 'Bearer abc', 'x-org': '7' },
      format: 'json',
      serviceName: 'other',
      resource: { 'deployment.environment.name': 'test' },
      share: 0.25,
      followsCaller: false,
    });
  });

  it.each([
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, /gRPC is not supported/],
    [{ OTEL_TRACES_EXPORTER: 'zipkin' }, /OTEL_TRACES_EXPORTER/],
    [{ OTEL_TRACES_SAMPLER: 'jaeger_remote' }, /OTEL_TRACES_SAMPLER/],
    [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '25' }, /0 to 1/],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a:secret@collector' }, /without user and password/],
    [{ OTEL_EXPORTER_OTLP_TIMEOUT: 'soon' }, /milliseconds/],
  ])('%j can’t be honoured, and the start says so', (more, fault) => {
    const { faults } = tracingTarget({ ...address, ...more });
    expect(faults).toEqual([expect.stringMatching(fault)]);
    expect(faults.join()).not.toContain('secret');
  });
});
