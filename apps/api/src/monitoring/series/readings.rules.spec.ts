import { describe, expect, it } from 'vitest';
import { readingsOf, type RegistryMetric } from './readings.rules.js';

const http = 'chat_man_http_request_duration_seconds';
const counter = (name: string, ...values: [Record<string, string>, number][]): RegistryMetric => ({
  name: `chat_man_${name}`,
  values: values.map(([labels, value]) => ({ labels, value })),
});
const histogram = (count: number, fast: number, status = '200'): RegistryMetric => ({
  name: http,
  values: [
    { metricName: `${http}_bucket`, labels: { le: 0.1, status }, value: fast },
    { metricName: `${http}_bucket`, labels: { le: 1, status }, value: count },
    { metricName: `${http}_bucket`, labels: { le: '+Inf', status }, value: count },
    { metricName: `${http}_count`, labels: { status, route: '/a' }, value: count },
  ],
});
const found = (metrics: RegistryMetric[], before = new Map<string, number>()): string[] =>
  readingsOf(metrics, before).readings.map(({ metric, label, value }) => `${metric} ${label} ${value}`);

describe('readings', () => {
  it('of a counter are what it grew since the last look, by its label', () => {
    const first = readingsOf([counter('sign_ins_total', [{ outcome: 'failed' }, 3], [{ outcome: 'succeeded' }, 5])], new Map());
    expect(first.readings.map(({ label, value }) => `${label} ${value}`)).toEqual(['outcome=failed 3', 'outcome=succeeded 5']);
    const later = [counter('sign_ins_total', [{ outcome: 'failed' }, 7], [{ outcome: 'succeeded' }, 5])];
    expect(found(later, new Map(first.totals))).toEqual(['sign_ins outcome=failed 4']);
  });

  it('of a counter that began again are all of it', () => {
    const before = readingsOf([counter('rate_limited_total', [{}, 9])], new Map()).totals;
    expect(found([counter('rate_limited_total', [{}, 2])], new Map(before))).toEqual(['rate_limited  2']);
  });

  it('of requests are by class of status, whatever the route', () => {
    expect(found([histogram(10, 10), histogram(2, 2, '404')])).toContain('http_requests class=4xx 2');
    expect(found([histogram(10, 10), histogram(2, 2, '404')])).toContain('http_requests class=2xx 10');
  });

  it('of a quantile lie within their bucket, by what came since the last look', () => {
    expect(found([histogram(100, 90)])).toContain('http_p95_seconds  0.55');
    const before = readingsOf([histogram(100, 0)], new Map()).totals;
    expect(found([histogram(200, 100)], new Map(before))).toContain('http_p50_seconds  0.05');
    expect(found([histogram(100, 0)], new Map(before))).toEqual([]);
  });

  it('of a gauge are its value, and none where it has none', () => {
    expect(found([counter('active_sessions', [{}, 4]), counter('backup_newest_age_seconds', [{}, NaN])])).toEqual([
      'active_sessions  4',
    ]);
  });
});
