import { describe, expect, it } from 'vitest';
import { healthReport, indicatorOf, usageStatus, type CheckedProbe } from './health.rules.js';

const database: CheckedProbe = { name: 'database', vital: true, status: 'pass', message: 'Database is accessible' };
const ollama: CheckedProbe = { name: 'ollama', vital: false, status: 'pass', message: 'Ollama is accessible' };

describe('what Terminus gets from a probe', () => {
  it.each([
    [true, 'pass', 'up'],
    [true, 'warn', 'up'],
    [true, 'fail', 'down'],
    [false, 'pass', 'up'],
    [false, 'warn', 'up'],
    [false, 'fail', 'degraded'],
  ] as const)('vital %s and %s: %s', (vital, status, effect) => {
    expect(indicatorOf({ ...database, vital, status })).toEqual({
      database: { status: effect, verdict: status, message: 'Database is accessible' },
    });
  });
});

describe('health report', () => {
  const details = { ...indicatorOf(ollama), ...indicatorOf(database) };

  it('lists the checks of the guide in its order and then the others by name', () => {
    const names = ['modelKeys', 'ollama', 'memory', 'clock', 'backup', 'database', 'diskSpace', 'audit', 'encryption'];
    const all = Object.assign({}, ...names.map((name) => indicatorOf({ ...ollama, name }))) as typeof details;
    expect(Object.keys(healthReport({ status: 'ok', details: all }).checks)).toEqual([
      ...['database', 'encryption', 'backup', 'audit', 'diskSpace', 'memory', 'ollama'],
      ...['clock', 'modelKeys'],
    ]);
  });

  it('has the verdict of each probe', () => {
    const report = healthReport({ status: 'ok', details });
    expect(report).toEqual({
      healthy: true,
      status: 'healthy',
      checks: {
        database: { status: 'pass', message: 'Database is accessible' },
        ollama: { status: 'pass', message: 'Ollama is accessible' },
      },
    });
  });

  it.each([
    ['ok', 'healthy'],
    ['degraded', 'degraded'],
    ['error', 'unhealthy'],
    ['shutting_down', 'unhealthy'],
  ] as const)('calls %s of Terminus %s', (status, expected) => {
    expect(healthReport({ status, details })).toMatchObject({ healthy: expected === 'healthy', status: expected });
  });

  it.each([
    [0.5, 'pass'],
    [0.9, 'pass'],
    [0.91, 'warn'],
    [0.98, 'fail'],
  ])('judges a use of %d as %s', (share, status) => {
    expect(usageStatus(share * 1000, 1000)).toBe(status);
  });
});
