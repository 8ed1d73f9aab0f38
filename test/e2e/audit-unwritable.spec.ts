import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HealthReport } from '../../libs/contracts/health.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp, type TestApp } from '../support/app.js';
import { patience } from '../support/patience.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const clock = new AdjustableClock();
let subject: TestApp;
let admin: Person;

beforeAll(async () => {
  subject = await anApp({ clock, settings: { auth: { requireMfa: 'none' } } });
  admin = await theFirstAdmin(subject);
});

const asOwner = (sql: string) => asRole(subject.database.ownerUrl, (db) => db.query(sql));
const refuse = () => asOwner('REVOKE INSERT (outcome) ON audit.event FROM chatman_runtime');
const allow = () => asOwner('GRANT INSERT (outcome) ON audit.event TO chatman_runtime');
afterEach(allow);

const ready = async () => (await fetch(`${subject.url}/api/health/ready`)).status;
const health = async () => (await (await fetch(`${subject.url}/api/health/detailed`)).json()) as HealthReport;
const lines = (text: string) =>
  subject
    .logged()
    .split('\n')
    .filter((line) => line.includes(text));

describe('an audit log that cannot be written', () => {
  it('is not ready, and the health report shows it, before any request', async () => {
    await refuse();
    clock.advance({ seconds: 11 });
    expect(await ready()).toBe(503);
    expect(await health()).toMatchObject({
      status: 'unhealthy',
      checks: { audit: { status: 'fail', message: 'Audit log can’t be written' }, database: { status: 'pass' } },
    });
  });

  it('is not ready as soon as an act was refused', async () => {
    await vi.waitFor(async () => expect(await ready()).toBe(200), patience);
    await refuse();
    expect((await admin.send('PATCH', '/settings', { changes: { 'model.temperature': 1.9 } })).status).toBe(503);
    await vi.waitFor(async () => expect(await ready()).toBe(503), patience);
  });

  it('is one line in the log for all that is refused, with the cause and without the words of the server', async () => {
    expect((await admin.send('PATCH', '/settings', { changes: { 'model.temperature': 1.8 } })).status).toBe(200);
    await refuse();
    const before = lines('audit log cannot be written').length;
    for (let n = 0; n < 3; n += 1) await admin.send('PATCH', '/settings', { changes: { 'model.temperature': 1.9 } });
    const told = lines('audit log cannot be written').slice(before);
    expect(told).toHaveLength(1);
    expect(JSON.parse(told[0]!)).toMatchObject({
      level: 'error',
      cause: 'the role Chat Man runs as is not allowed to insert into the log',
      code: '42501',
    });
    expect(told[0]).not.toContain('permission denied');
  });

  it('is well again by itself, and says that too', async () => {
    await refuse();
    await admin.send('PATCH', '/settings', { changes: { 'model.temperature': 1.9 } });
    await allow();
    await vi.waitFor(async () => expect(await ready()).toBe(200), patience);
    expect(lines('audit log can be written again').length).toBeGreaterThan(0);
  });

  it('leaves no event of a trial', async () => {
    const { rows } = await asOwner(`SELECT FROM audit.event WHERE action = 'system.started' AND outcome = 'failed'`);
    expect(rows).toEqual([]);
  });
});

describe('signing out while nothing can be recorded', () => {
  it('fails, and leaves the session and its cookie together', async () => {
    const person = await aClient(subject, 'stays.in');
    await refuse();
    const answer = await person.send('POST', '/auth/logout');
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([503, null]);
    await allow();
    expect((await person.send('GET', '/auth/me')).status).toBe(200);
  });

  it('takes the cookie with the session when it can be recorded', async () => {
    const person = await aClient(subject, 'goes.out');
    const answer = await person.send('POST', '/auth/logout');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/chatman\.sid=;/);
    expect((await person.send('GET', '/auth/me')).status).toBe(401);
  });
});
