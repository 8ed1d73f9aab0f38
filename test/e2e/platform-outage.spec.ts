import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { SettingList } from '../../libs/contracts/settings.js';
import { Database } from '../../libs/platform/database/database.js';
import { anApp, type TestApp } from '../support/app.js';
import { OwnServer } from '../support/own-server.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, type Person } from '../support/people.js';

let server: OwnServer;
let subject: TestApp;
let admin: Person;

beforeAll(async () => {
  server = await OwnServer.start();
  subject = await anApp({ database: server.database });
  admin = await theFirstAdmin(subject);
  return async () => {
    await subject.close();
    await server.remove();
  };
});

const ready = async (): Promise<number> => (await fetch(`${subject.url}/api/health/ready`)).status;

describe('while the database is away', () => {
  beforeAll(async () => {
    expect(await ready()).toBe(200);
    await server.stop();
    return () => server.start();
  });

  it.each([
    ['a read', () => admin.send('GET', '/settings')],
    ['a change', () => admin.send('PATCH', '/settings', { changes: { 'model.temperature': 1.9 } })],
    ['a sign-in', () => admin.send('POST', '/auth/login', { username: admin.username, password: goodPassword })],
    ['a visitor', () => fetch(`${subject.url}/api/settings`)],
  ])('%s is answered with a problem that says to try again', async (_name, ask) => {
    const response = await ask();
    const text = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8']);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.parse(text)).toMatchObject({ status: 503, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
    expect(text).not.toMatch(/ECONN|socket|postgres|\/tmp|\bat /i);
  });

  it('it is alive and not ready, and says what is missing', async () => {
    expect((await fetch(`${subject.url}/api/health`)).status).toBe(200);
    await vi.waitFor(async () => expect(await ready()).toBe(503), { timeout: 5_000 });
    const report = await fetch(`${subject.url}/api/health/detailed`);
    expect(report.status).toBe(200);
    expect(await report.json()).toMatchObject({
      healthy: false,
      status: 'unhealthy',
      checks: { database: { status: 'fail' } },
    });
  });

  it('metrics and the portal go on', async () => {
    expect((await fetch(`${subject.url}/api/metrics/prometheus`)).status).toBe(200);
  });
});

describe('when the database is back', () => {
  it('everything works again by itself, for people who were signed in too', async () => {
    await vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 20_000, interval: 200 });
    const changed = await admin.send('PATCH', '/settings', { changes: { 'model.temperature': 1.9 } });
    expect(changed.status).toBe(200);
    const { items } = await admin.ask<SettingList>('GET', '/settings');
    expect(items.find(({ key }) => key === 'model.temperature')).toMatchObject({ value: 1.9 });
  });

  it('a session that could not be read for a short time is there the next time', async () => {
    const database = subject.app.get(Database);
    const prepared = database.prepared.bind(database);
    const asked = vi.spyOn(database, 'prepared').mockImplementation((name, sql, values) => {
      const isRead = name.startsWith('auth.store.') && sql.startsWith('SELECT');
      return isRead ? Promise.reject(Object.assign(new Error('lost'), { code: '08006' })) : prepared(name, sql, values);
    });
    expect((await admin.send('GET', '/settings')).status).toBe(503);
    asked.mockRestore();
    expect((await admin.send('GET', '/settings')).status).toBe(200);
  });

  it('nothing was thrown away unhandled, and the log reports the outage without addresses', async () => {
    const log = subject.logged();
    expect(log).toContain('database not reachable');
    expect(log).not.toContain('unexpected failure');
    expect(log).not.toMatch(/postgres:\/\/|of-a-test/);
  });
});
