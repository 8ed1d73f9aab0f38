import { beforeAll, beforeEach, expect, test } from 'vitest';
import { RefusalCounter } from '../../libs/platform/access/refusals/refusal-counter.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const chatMan = await anApp();
let ada: Person;
let client: Person;
let seen = 0;

interface Refused {
  readonly action: string;
  readonly reason: string | null;
  readonly role: string;
  readonly isOfSomebody: boolean;
}

/** Denials that came into the log since the test began, once what is counted is written. */
async function refused(): Promise<Refused[]> {
  await chatMan.app.get(RefusalCounter).write();
  return asRole(chatMan.database.ownerUrl, async (db) => {
    const { rows } = await db.query<Refused>(
      `SELECT action::text, reason::text, role::text, actor IS NOT NULL AS "isOfSomebody" FROM audit.event
        WHERE outcome = 'denied' AND seq > $1 ORDER BY seq`,
      [seen],
    );
    return rows;
  });
}
const times = <Result>(many: number, act: () => Promise<Result>) => Promise.all(Array.from({ length: many }, act));
const unknown = '01890000-0000-7000-8000-000000000000';
const visitor = (action: string, reason: string) => ({ action, reason, role: 'visitor', isOfSomebody: false });

beforeAll(async () => {
  ada = await theFirstAdmin(chatMan, 'ada');
  client = await aClient(chatMan, 'client');
});
beforeEach(async () => {
  await chatMan.app.get(RefusalCounter).write();
  const { rows } = await asRole(chatMan.database.ownerUrl, (db) =>
    db.query<{ last: string }>('SELECT coalesce(max(seq), 0) AS last FROM audit.event'),
  );
  seen = Number(rows[0]!.last);
});

test('requests from another site are one event with their number, however many there are', async () => {
  const headers = { 'Sec-Fetch-Site': 'cross-site', Cookie: ada.cookie };
  const answers = await times(30, () => fetch(`${chatMan.url}/api/auth/logout`, { method: 'POST', headers }));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
  expect(await refused()).toEqual([visitor('requests.turned-away', 'cross-site-request')]);
});

test('an account that tries ids of others is audited, with the count; one that misses a few is not', async () => {
  await times(4, () => client.send('GET', `/chat/conversations/${unknown}`));
  expect(await refused()).toEqual([]);
  await times(20, () => client.send('GET', `/chat/conversations/${unknown}`));
  expect(await refused()).toEqual([
    { action: 'access.denied', reason: 'not-found', role: 'external_client', isOfSomebody: true },
  ]);
});

test('a set-up when there is an account is on record', async () => {
  const send = () =>
    fetch(`${chatMan.url}/api/auth/setup`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: 'AAAA-BBBB-CCCC', username: 'eve', password: 'Loud-River-Stone-42' }),
    });
  expect(new Set((await times(5, send)).map(({ status }) => status))).toEqual(new Set([409]));
  expect(await refused()).toEqual([visitor('requests.turned-away', 'already-set-up')]);
});

test('registering before the set-up is on record', async () => {
  const fresh = await anApp();
  const register = await fetch(`${fresh.url}/api/auth/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'eve', displayName: 'Eve', password: 'Loud-River-Stone-42' }),
  });
  expect(register.status).toBe(409);
  await fresh.app.get(RefusalCounter).write();
  const { rows } = await asRole(fresh.database.ownerUrl, (db) =>
    db.query(`SELECT reason::text FROM audit.event WHERE action = 'requests.turned-away'`),
  );
  expect(rows).toEqual([{ reason: 'set-up-first' }]);
});

test('a denial that has an event of its own is not counted as well', async () => {
  expect((await client.send('GET', '/users')).status).toBe(403);
  expect((await fetch(`${chatMan.url}/api/auth/me`)).status).toBe(401);
  expect((await refused()).map(({ action, reason }) => [action, reason])).toEqual([
    ['access.denied', 'users:manage'],
    ['access.denied', 'unauthenticated'],
  ]);
});
