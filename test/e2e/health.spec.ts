import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, type TestApp } from '../support/app.js';

describe('health', () => {
  let subject: TestApp;
  beforeAll(async () => {
    subject = await anApp();
  });

  it('answers liveness and readiness', async () => {
    expect((await fetch(`${subject.url}/api/health`)).status).toBe(200);
    expect((await fetch(`${subject.url}/api/health/ready`)).status).toBe(200);
  });

  it('answers the detailed report in the words of the deployment guide', async () => {
    const report = (await (await fetch(`${subject.url}/api/health/detailed`)).json()) as { checks: Record<string, unknown> };
    expect(report.checks).toMatchObject({
      database: { status: 'pass', message: 'Database is accessible' },
      encryption: { status: 'pass', message: 'Encryption system operational' },
      backup: { status: 'pass', message: 'Backup system operational' },
      audit: { status: 'pass', message: 'Audit system operational' },
      diskSpace: { message: expect.stringMatching(/disk/i) as string },
      memory: { status: 'pass', message: 'Memory usage normal' },
      ollama: { status: expect.stringMatching(/pass|warn|fail/) as string },
    });
  });

  it('names no version, path or figure to strangers', async () => {
    const text = await (await fetch(`${subject.url}/api/health/detailed`)).text();
    expect(text).not.toMatch(/[0-9]|\/(home|srv|tmp|var)/);
  });

  it('answers metrics to this host, and to nobody who comes through a proxy', async () => {
    const direct = await fetch(`${subject.url}/api/metrics/prometheus`);
    expect(direct.headers.get('content-type')).toContain('text/plain');
    expect(await direct.text()).toContain('chat_man_http_request_duration_seconds');
    const proxied = await fetch(`${subject.url}/api/metrics/prometheus`, { headers: { 'X-Forwarded-For': '127.0.0.1' } });
    expect(proxied.status).toBe(401);
  });
});
