import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AlertRule, type AlertSeverity } from '../../libs/contracts/monitoring/alerts.js';
import { AlertEvaluation } from '../../apps/api/src/monitoring/alerts/alert-evaluation.js';
import { Metrics } from '../../libs/platform/metrics/metrics.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { attacks, publicAddress, startModel, type Scene } from '../support/alert-attacks.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks, reads } from '../support/asking.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { patience } from '../support/patience.js';

/** The rules run every fifteen seconds. */
const runsPerMinute = 4;

/** One run, a quarter of a minute after the last one. */
async function evaluate({ subject, clock }: Pick<Scene, 'subject' | 'clock'>): Promise<void> {
  clock.advance({ seconds: 60 / runsPerMinute });
  await subject.app.get(AlertEvaluation).run();
}

const raised = (subject: TestApp) =>
  subject.database.rows<{ rule: AlertRule; severity: AlertSeverity }>(
    `SELECT rule, severity FROM monitoring.alert WHERE state <> 'resolved' ORDER BY rule`,
  );
const rulesRaised = async (subject: TestApp) => (await raised(subject)).map(({ rule }) => rule);

const backups = { CHAT_MAN__BACKUP__AUTOBACKUPENABLED: 'true', CHAT_MAN__BACKUP__TESTBACKUPSENABLED: 'true' };

async function aScene(monitoring: object): Promise<Scene & { close(): void }> {
  const clock = new AdjustableClock();
  const model = await startModel();
  const address = await publicAddress();
  const subject = await anApp({
    clock,
    environment: { ...backups, OLLAMA_BASE_URL: model.url, PUBLIC_URL: address.url },
    settings: { auth: { requireMfa: 'none' }, monitoring },
  });
  const admin = await theFirstAdmin(subject);
  const officer = await aPerson(subject, 'the.officer', { role: 'compliance_officer' });
  const client = await aClient(subject, 'a.client');
  await vi.waitFor(async () => {
    const report = (await (await fetch(`${subject.url}/api/health/detailed`)).json()) as {
      checks: Record<string, { status: string }>;
    };
    expect(report.checks['ollama']?.status).toBe('pass');
  }, patience);
  return { subject, clock, admin, officer, client, model, close: () => address.close() };
}

describe('each rule', () => {
  let scene: Awaited<ReturnType<typeof aScene>>;
  beforeAll(async () => {
    const today = ((new Date().getUTCDay() + 6) % 7) + 1;
    scene = await aScene({
      ...{ failedLoginThreshold: 5, deniedRequestThreshold: 4, massReadThreshold: 4, massExportThreshold: 3 },
      officeHours: { days: [1, 2, 3, 4, 5, 6, 7].filter((day) => day !== today), timeZone: 'UTC' },
    });
  });
  afterAll(() => scene.close());

  it.each(Object.entries(attacks))('%s is raised within a minute of its attack, and not before', async (rule, attack) => {
    await evaluate(scene);
    expect(await rulesRaised(scene.subject)).not.toContain(rule);
    const undo = await attack(scene);
    for (let run = 0; run < runsPerMinute; run++) {
      if ((await rulesRaised(scene.subject)).includes(rule as AlertRule)) break;
      await evaluate(scene);
    }
    expect(await rulesRaised(scene.subject)).toContain(rule);
    await undo?.();
    vi.restoreAllMocks();
  });

  it('has an attack here', () => {
    expect([...Object.keys(attacks), 'test'].toSorted()).toEqual(AlertRule.options.toSorted());
  });

  it('counts what is due as figures too', async () => {
    const metrics = scene.subject.app.get(Metrics);
    expect([await metrics.measured('incidents_due'), await metrics.measured('requests_due')]).toEqual([1, 0]);
    scene.clock.advance({ hours: 25 * 24 });
    expect(await metrics.measured('requests_due')).toBe(1);
    scene.clock.advance({ hours: -25 * 24 });
  });
});

describe('a quiet day', () => {
  it('raises nothing: people mistype passwords, ask, read what is theirs, and an administrator works in office hours', async () => {
    const scene = await aScene({ officeHours: { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 24 } });
    const { subject, admin, officer, client } = scene;
    for (const password of ['Mistyped-River-Stone-4', client.password])
      await fetch(`${subject.url}/api/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: client.username, password }),
      });
    const { conversationId, generation } = await asks(client, 'How many beds has the ward?');
    await reads(client, generation.id);
    await client.send('GET', `/chat/conversations/${conversationId}/export?format=json`);
    await client.send('GET', '/settings');
    await admin.ask('PATCH', '/settings', { changes: { 'model.temperature': 0.5 }, reason: 'As agreed' });
    await admin.ask('GET', `/users/${client.id}`);
    await admin.ask('POST', '/backup/create?wait=true', {});
    await officer.ask('POST', '/audit/verify');
    await client.ask('POST', '/auth/step-up', { password: client.password });
    await client.ask('POST', '/dsr/requests', { type: 'erasure', details: 'Please forget me' });
    await officer.ask('POST', '/security/incidents', {
      ...{ title: 'A lost key', kind: 'loss of availability', description: 'Found again.' },
      awareAt: new Date().toISOString(),
    });
    for (let run = 0; run < runsPerMinute; run++) await evaluate(scene);
    expect(await raised(subject)).toEqual([]);
    scene.close();
    await scene.model.close();
  });
});
