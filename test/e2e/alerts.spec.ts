import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Alert, AlertPage } from '#contracts/monitoring/alerts.js';
import type { SecurityMetrics } from '#contracts/monitoring/security-metrics.js';
import { AlertEvaluation } from '../../apps/api/src/monitoring/alerts/alert-evaluation.js';
import { AlertSchedule } from '../../apps/api/src/monitoring/alerts/alert-schedule.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { followsLive } from '../support/live-reader.js';
import type { Person } from '../support/people.js';
import { patience } from '../support/patience.js';

const clock = new AdjustableClock();
const settings = { auth: { requireMfa: 'none' }, monitoring: { officeHours: { days: [] } } };
let subject: TestApp;
let admin: Person;
let officer: Person;
let client: Person;

beforeAll(async () => {
  subject = await anApp({ settings, clock });
  admin = await theFirstAdmin(subject);
  officer = await aPerson(subject, 'the.officer', { role: 'compliance_officer' });
  client = await aClient(subject, 'a.client');
});

async function failToSignIn(times: number, username = 'a.client'): Promise<void> {
  for (let time = 0; time < times; time++)
    await fetch(`${subject.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: 'Wrong-Password-1!' }),
    });
}

const evaluate = (): Promise<void> => subject.app.get(AlertEvaluation).run();
const listed = async (query: string): Promise<Alert[]> => (await officer.ask<AlertPage>('GET', `/security/alerts${query}`)).items;

describe('failed sign-ins', () => {
  it('are no alert below the threshold of the settings, and one from there on', async () => {
    await failToSignIn(4);
    await evaluate();
    expect(await listed('?rule=failed-logins')).toEqual([]);
    await failToSignIn(2, 'nobody.at.all');
    const live = await followsLive(officer);
    await evaluate();
    const [alert, ...more] = await listed('?state=open&rule=failed-logins');
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      rule: 'failed-logins',
      severity: 'warning',
      state: 'open',
      title: '6 failed sign-ins within 5 minutes',
      count: 6,
      facts: { threshold: 5, windowMinutes: 5 },
      acknowledged: null,
      resolvedAt: null,
      deliveries: [],
    });
    expect(await officer.ask('GET', `/security/alerts/${alert!.id}`)).toEqual(alert);
    const news = expect.objectContaining({ event: 'alert', data: { id: alert!.id } }) as unknown;
    await vi.waitFor(() => expect(live.seen).toContainEqual(news), patience);
    await live.leave();
  });

  it('stay one alert when the rules run again, and while they go on', async () => {
    await evaluate();
    await failToSignIn(1, 'nobody.at.all');
    await evaluate();
    const alerts = await listed('?rule=failed-logins');
    expect(alerts.map(({ count }) => count)).toEqual([7]);
  });

  it('are counted as waiting until somebody acknowledges the alert', async () => {
    const waiting = async (person: Person) => (await person.ask<{ alerts: number }>('GET', '/auth/waiting')).alerts;
    expect([await waiting(officer), await waiting(client)]).toEqual([1, 0]);
    const [alert] = await listed('?state=open');
    const acknowledged = await officer.ask<Alert>('POST', `/security/alerts/${alert!.id}/acknowledge`);
    expect(acknowledged).toMatchObject({ state: 'acknowledged', acknowledged: { by: { username: 'the.officer' } } });
    expect(await waiting(officer)).toBe(0);
    const again = await admin.send('POST', `/security/alerts/${alert!.id}/acknowledge`);
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([409, 'alert-not-open']);
    const { rows } = await asRole(subject.database.ownerUrl, (db) =>
      db.query(
        `SELECT actor, object_id::text AS object FROM audit.event WHERE action = 'alert.acknowledged' AND outcome = 'success'`,
      ),
    );
    expect(rows).toEqual([{ actor: officer.id, object: alert!.id }]);
  });

  it('end as an alert by themselves when the window has passed', async () => {
    clock.advance({ minutes: 6 });
    await evaluate();
    const [alert] = await listed('?rule=failed-logins');
    expect(alert?.state).toBe('resolved');
    expect(alert?.resolvedAt).not.toBeNull();
    clock.advance({ minutes: -6 });
  });
});

describe('security metrics', () => {
  it('hold what the contract says, as numbers and by role', async () => {
    const metrics = await admin.ask<SecurityMetrics>('GET', '/security/metrics');
    expect(metrics).toMatchObject({
      windowMinutes: 5,
      backupRestores: 0,
      questions: { byRole: { external_client: 0, operations_team: 0, compliance_officer: 0, admin: 0 } },
      rateLimited: 2,
    });
    expect(metrics.signIns.failed).toBe(7);
    expect(metrics.activeSessions).toBeGreaterThanOrEqual(3);
    expect(metrics.feedback.trend).toHaveLength(30);
    expect(JSON.stringify(metrics)).not.toMatch(/a\.client|the\.officer/);
  });
});

describe('alerts and metrics', () => {
  it.each(['/security/alerts', '/security/metrics'])('are not for clients: %s', async (path) => {
    expect((await client.send('GET', path)).status).toBe(403);
  });

  it('are evaluated by one of several instances', async () => {
    const other = await anApp({ settings, clock, beside: subject });
    clock.advance({ seconds: 60 });
    const ran = await Promise.all([subject, other].map(({ app }) => app.get(AlertSchedule).tick()));
    expect(ran.filter(Boolean)).toHaveLength(1);
    await other.close();
  });

  it('are forgotten when they were resolved for as long as the settings say', async () => {
    clock.advance({ hours: 91 * 24 });
    await evaluate();
    clock.advance({ hours: 89 * 24 });
    await subject.app.get(AlertSchedule).forget();
    expect(await resolved()).toBeGreaterThan(0);
    clock.advance({ hours: 2 * 24 });
    await subject.app.get(AlertSchedule).forget();
    expect(await resolved()).toBe(0);
  });
});

/** Sessions have ended by then. */
async function resolved(): Promise<number> {
  return asRole(subject.database.ownerUrl, async (db) => {
    const { rows } = await db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM monitoring.alert WHERE state = 'resolved'`,
    );
    return rows[0]!.count;
  });
}
