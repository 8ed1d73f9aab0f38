import { beforeAll, describe, expect, it } from 'vitest';
import type { SettingList } from '../../libs/contracts/settings.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

let subject: TestApp;
let admin: Person;
let client: Person;

beforeAll(async () => {
  subject = await anApp();
  admin = await theFirstAdmin(subject);
  client = await aClient(subject, 'records.client');
});

async function rows<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const url = subject.database.superuserUrl;
  return asRole(url, async (superuser) => (await superuser.query<Row>(sql, [...parameters])).rows);
}

const temperature = async (): Promise<unknown> =>
  (await admin.ask<SettingList>('GET', '/settings')).items.find(({ key }) => key === 'model.temperature')?.value;
const counts = async (): Promise<unknown> =>
  rows(
    `SELECT (SELECT count(*) FROM platform.setting_override) AS overrides, (SELECT count(*) FROM chat.conversation) AS conversations`,
  );

describe('while the audit log cannot be written', () => {
  beforeAll(async () => {
    await rows('ALTER TABLE audit.event ADD CONSTRAINT impossible CHECK (false) NOT VALID');
    return () => rows('ALTER TABLE audit.event DROP CONSTRAINT IF EXISTS impossible');
  });

  it.each([
    ['a setting', () => admin.send('PATCH', '/settings', { changes: { 'model.temperature': 1.9 } })],
    ['a conversation', () => client.send('POST', '/chat/conversations', { title: 'never' })],
  ])('%s is not changed, and the answer says so', async (_name, change) => {
    const before = [await counts(), await temperature()];
    const response = await change();
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 503, code: 'audit-unavailable' });
    expect([await counts(), await temperature()]).toEqual(before);
  });

  it('a refusal that cannot be recorded gives nothing away either', async () => {
    expect((await client.send('GET', '/settings')).status).toBe(503);
    expect((await fetch(`${subject.url}/api/settings`)).status).toBe(503);
  });

  it('what needs no record goes on', async () => {
    expect((await admin.send('GET', '/settings')).status).toBe(200);
  });
});

it('afterwards everything works again', async () => {
  await rows('ALTER TABLE audit.event DROP CONSTRAINT IF EXISTS impossible');
  expect((await admin.send('PATCH', '/settings', { changes: { 'model.temperature': 1.9 } })).status).toBe(200);
  expect(await temperature()).toBe(1.9);
});

describe('a change that fails', () => {
  it('leaves no record of a success behind', async () => {
    const before = await rows(`SELECT count(*) FROM audit.event WHERE action = 'settings.changed'`);
    expect((await admin.send('PATCH', '/settings', { changes: { 'model.temperature': 'hot' } })).status).toBe(422);
    expect(await rows(`SELECT count(*) FROM audit.event WHERE action = 'settings.changed'`)).toEqual(before);
  });
});

describe('a refusal', () => {
  const recorded = (requestId: string | null) =>
    rows('SELECT action, actor, object_id, outcome, reason FROM audit.event WHERE request_id = $1', [requestId]);

  it('of a person without the permission is recorded once, with the permission', async () => {
    const { id } = client;
    const response = await client.send('PATCH', '/settings', { changes: {} });
    expect(response.status).toBe(403);
    expect(await recorded(response.headers.get('x-request-id'))).toEqual([
      { action: 'access.denied', actor: id, object_id: 'PATCH /api/settings', outcome: 'denied', reason: 'settings:change' },
    ]);
  });

  it.each(['GET', 'HEAD', 'PATCH'])('of an unknown sender is recorded once: %s', async (method) => {
    const response = await fetch(`${subject.url}/api/settings`, { method });
    expect(response.status).toBe(401);
    expect(await recorded(response.headers.get('x-request-id'))).toEqual([
      {
        action: 'access.denied',
        actor: null,
        object_id: `${method} /api/settings`,
        outcome: 'denied',
        reason: 'unauthenticated',
      },
    ]);
  });

  it('names the route and never the value of an id', async () => {
    const response = await fetch(`${subject.url}/api/chat/conversations/patient-miller`);
    expect(response.status).toBe(401);
    expect(await recorded(response.headers.get('x-request-id'))).toMatchObject([
      { object_id: 'GET /api/chat/conversations/:id' },
    ]);
  });
});
