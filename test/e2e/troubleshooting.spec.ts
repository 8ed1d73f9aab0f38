import '@angular/localize/init'; // for the portal's words
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkWords } from '../../libs/contracts/health-checks.en.js';
import type { HealthReport } from '../../libs/contracts/health.js';
import { AlertRule } from '../../libs/contracts/monitoring/alerts.js';
import { AlertEvaluation } from '../../apps/api/src/monitoring/alerts/alert-evaluation.js';
import { alertWords } from '../../apps/api/src/monitoring/alerts/alert-words.en.js';
import { checkRows } from '../../apps/portal/src/app/features/monitoring/health/health-words.rules.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { startModelServer } from '../support/model-server/model-server.js';
import { patience } from '../support/patience.js';
import type { Person } from '../support/people.js';

/*
 * The cases under "Troubleshooting" of the deployment guide: what the health page shows as cause and cure. "Authentication Fails" happens before there is a
 * health page, and is among the tests of `chatman doctor`.
 */

const health = async (subject: TestApp): Promise<HealthReport> =>
  (await (await fetch(`${subject.url}/api/health/detailed`)).json()) as HealthReport;

/** What the page shows first: what is wrong. */
async function shown(subject: TestApp, name: string) {
  return checkRows(await health(subject)).find((row) => row.name === name)!;
}

describe('"Backup Creation Fails"', () => {
  it('is named as the directory, with the cures of the guide, then as the last backup, until one succeeds', async () => {
    const clock = new AdjustableClock();
    const subject = await anApp({ clock, settings: { auth: { requireMfa: 'none' } } });
    const admin = await theFirstAdmin(subject);
    const directory = join(subject.dataDir, 'backups');
    rmSync(directory, { recursive: true });
    writeFileSync(directory, 'no directory');
    await admin.send('POST', '/backup/create?wait=true', {});
    clock.advance({ seconds: 2 });
    const row = await shown(subject, 'backup');
    expect(row).toMatchObject({ status: 'fail', message: 'Can’t write to the backup directory' });
    for (const cure of ['df -h', 'directory exists', 'may write to it']) expect(row.remedy).toContain(cure);

    rmSync(directory);
    mkdirSync(directory, { mode: 0o700 });
    clock.advance({ seconds: 2 });
    expect(await shown(subject, 'backup')).toMatchObject({ status: 'warn', message: 'The last backup failed' });
    await admin.ask('POST', '/backup/create?wait=true', {});
    clock.advance({ seconds: 2 });
    expect(await shown(subject, 'backup')).toMatchObject({ status: 'pass', message: 'Backup system operational' });
  });
});

describe('"Health Check Shows Degraded"', () => {
  it('names the model server, which is asked for again as soon as it is back', async () => {
    const clock = new AdjustableClock();
    const model = await startModelServer();
    const subject = await anApp({ clock, environment: { OLLAMA_BASE_URL: model.url } });
    await vi.waitFor(async () => expect((await shown(subject, 'ollama')).status).toBe('pass'), patience);
    await model.close();
    await vi.waitFor(async () => {
      clock.advance({ seconds: 11 });
      expect(await health(subject)).toMatchObject({ healthy: false, status: 'degraded' });
    }, patience);
    const [first] = checkRows(await health(subject));
    expect(first).toMatchObject({ name: 'ollama', status: 'fail', message: expect.stringContaining('not accessible') as string });
    expect(first!.remedy).toContain('curl http://localhost:11434/api/tags');
    const back = await startModelServer({ port: Number(new URL(model.url).port) });
    await vi.waitFor(async () => {
      clock.advance({ seconds: 11 });
      expect((await health(subject)).status).toBe('healthy');
    }, patience);
    await back.close();
  });
});

describe('"Security Alerts Not Firing"', () => {
  let subject: TestApp;
  let admin: Person;
  const clock = new AdjustableClock();
  beforeAll(async () => {
    subject = await anApp({
      clock,
      environment: { ALERT_WEBHOOK_URL: 'http://127.0.0.1:9/alerts', ALERT_WEBHOOK_SECRET: 'a secret that receivers know' },
      settings: { auth: { requireMfa: 'none' }, monitoring: { failedLoginThreshold: 2 } },
    });
    admin = await theFirstAdmin(subject);
  });

  it('because of monitoring.enabled is named', async () => {
    const off = await anApp({ settings: { monitoring: { enabled: false } } });
    expect(await shown(off, 'alerts')).toMatchObject({
      ...{ status: 'warn', message: 'Monitoring is turned off: no alerts are raised' },
      remedy: expect.stringContaining('monitoring.enabled') as string,
    });
  });

  it('because of a threshold can be seen: the events are there, and below it', async () => {
    await fetch(`${subject.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'nobody', password: 'Wrong-Password-1!' }),
    });
    await subject.app.get(AlertEvaluation).run();
    const metrics = await admin.ask<{ signIns: { failed: number }; openAlerts: number }>('GET', '/security/metrics');
    expect([metrics.signIns.failed, metrics.openAlerts]).toEqual([1, 0]);
  });

  it('because of the webhook is named, on the health page and by the test', async () => {
    for (let time = 0; time < 2; time++)
      await fetch(`${subject.url}/api/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: 'nobody', password: 'Wrong-Password-1!' }),
      });
    await subject.app.get(AlertEvaluation).run();
    await vi.waitFor(async () => {
      clock.advance({ seconds: 2 });
      const row = await shown(subject, 'alerts');
      expect(row).toMatchObject({ status: 'warn', message: 'The last alert did not reach its receiver' });
      expect(row.remedy).toContain('sends a test alert');
    }, patience);
    expect(await admin.ask('POST', '/security/alerts/test')).toMatchObject({
      channels: [{ channel: 'webhook', state: 'failed', answer: 'private address refused' }, {}],
    });
  });
});

describe('every cure', () => {
  it('names commands that exist', () => {
    const texts = [
      ...Object.values(checkWords).map(({ remedy }) => remedy),
      ...AlertRule.options.map((rule) => alertWords(rule, { count: 1, facts: {} }).advice),
    ];
    const sources = readdirSync('apps/cli/src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const source = sources.map((name) => readFileSync(join('apps/cli/src', name), 'utf8')).join(' ');
    const commands = new Set(source.match(/(?<=[cC]ommand\(')[a-z-]+/g));
    const named = texts.flatMap((text) =>
      [...text.matchAll(/npx chatman ([a-z -]+[a-z])/g)].flatMap(([, words]) => words!.split(' ')),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((word) => !commands.has(word))).toEqual([]);
  });
});
