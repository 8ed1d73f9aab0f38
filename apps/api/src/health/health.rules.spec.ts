import { describe, expect, it } from 'vitest';
import { healthReport, usageStatus, type CheckedProbe } from './health.rules.js';

const database: CheckedProbe = { name: 'database', vital: true, status: 'pass', message: 'Database is accessible' };
const ollama: CheckedProbe = { name: 'ollama', vital: false, status: 'pass', message: 'Ollama is accessible' };

describe('health report', () => {
  it('is healthy when everything passes', () => {
    expect(healthReport([database, ollama])).toEqual({
      healthy: true,
      status: 'healthy',
      checks: {
        database: { status: 'pass', message: 'Database is accessible' },
        ollama: { status: 'pass', message: 'Ollama is accessible' },
      },
    });
  });

  it('stays healthy on a warning', () => {
    expect(healthReport([database, { ...ollama, status: 'warn' }]).status).toBe('healthy');
  });

  it('is degraded when something fails that people can do without', () => {
    expect(healthReport([database, { ...ollama, status: 'fail' }])).toMatchObject({ healthy: false, status: 'degraded' });
  });

  it('is unhealthy when something vital fails, whatever else passes', () => {
    expect(healthReport([{ ...database, status: 'fail' }, ollama])).toMatchObject({ healthy: false, status: 'unhealthy' });
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
