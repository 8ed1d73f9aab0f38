import { beforeAll, describe, expect, it } from 'vitest';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
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

  it('returns the detailed report in the words of the deployment guide', async () => {
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

  it('prints the checks of the guide first and in its order, and says in a header how old the results are', async () => {
    const response = await fetch(`${subject.url}/api/health/detailed`);
    const report = (await response.json()) as { checks: Record<string, unknown> };
    expect(Object.keys(report)).toEqual(['healthy', 'status', 'checks']);
    const guide = ['database', 'encryption', 'backup', 'audit', 'diskSpace', 'memory', 'ollama'];
    expect(Object.keys(report.checks).slice(0, guide.length)).toEqual(guide);
    expect(response.headers.get('age')).toMatch(/^[0-9]$/);
  });

  it('names no version, path or figure to strangers', async () => {
    const text = await (await fetch(`${subject.url}/api/health/detailed`)).text();
    expect(text).not.toMatch(/[0-9]|\/(home|srv|tmp|var)/);
  });

  it('serves metrics to this host, and not through a proxy', async () => {
    const direct = await fetch(`${subject.url}/api/metrics/prometheus`);
    expect(direct.headers.get('content-type')).toContain('text/plain');
    expect(await direct.text()).toContain('chat_man_http_request_duration_seconds');
    const proxied = await fetch(`${subject.url}/api/metrics/prometheus`, { headers: { 'X-Forwarded-For': '127.0.0.1' } });
    expect(proxied.status).toBe(401);
  });
});

describe('a start that skipped the check for disk encryption', () => {
  it('is an event of the audit log, and a warning in the health report', async () => {
    const subject = await anApp({ environment: { SKIP_ENCRYPTION_CHECK: 'true' } });
    const { rows } = await asRole(subject.database.ownerUrl, (client) =>
      client.query(`SELECT actor, outcome::text FROM audit.event WHERE action = 'encryption-check.skipped'`),
    );
    expect(rows).toEqual([{ actor: null, outcome: 'success' }]);
    const report = (await (await fetch(`${subject.url}/api/health/detailed`)).json()) as { checks: Record<string, unknown> };
    expect(report.checks['diskEncryption']).toEqual({
      status: 'warn',
      message: 'Disk encryption isn’t checked: SKIP_ENCRYPTION_CHECK is set',
    });
  });

  it('is not reported where it was not requested', async () => {
    const subject = await anApp();
    const { rows } = await asRole(subject.database.ownerUrl, (client) =>
      client.query(`SELECT FROM audit.event WHERE action = 'encryption-check.skipped'`),
    );
    expect(rows).toEqual([]);
    const report = (await (await fetch(`${subject.url}/api/health/detailed`)).json()) as { checks: Record<string, unknown> };
    expect(report.checks['diskEncryption']).toMatchObject({ message: expect.not.stringContaining('SKIP') as string });
  });
});
