import { beforeAll, describe, expect, it } from 'vitest';
import { roleMay } from '../../libs/contracts/auth/people/roles.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { RouteCheck } from '../../libs/platform/http/reference/route-check.js';
import type { Route } from '../../libs/platform/http/reference/routes.js';
import { anApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const chatMan = await anApp({ settings: { auth: { requireMfa: 'none' }, limits: { requestsPerMinute: 1_000_000 } } });
const routes = chatMan.app.get(RouteCheck).routes();
const guarded = routes.filter(({ access }) => access && 'permission' in access);
const nobodys = '01890000-0000-7000-8000-000000000000';
let admin: Person;
let client: Person;
let officer: Person;

beforeAll(async () => {
  admin = await theFirstAdmin(chatMan, 'coverage.admin');
  client = await aClient(chatMan, 'coverage.client');
  officer = await aPerson(chatMan, 'coverage.officer', { role: 'compliance_officer' });
});

interface Recorded {
  readonly action: string;
  readonly outcome: string;
  readonly role: string;
  readonly actor: string | null;
  readonly object: string | null;
}

/** What the log holds of one request. */
async function recordedOf(response: Response): Promise<Recorded[]> {
  return asRole(chatMan.database.ownerUrl, async (db) => {
    const { rows } = await db.query<Recorded>(
      `SELECT action::text, outcome::text, role::text, actor, object_id::text AS object FROM audit.event WHERE request_id = $1 ORDER BY seq`,
      [response.headers.get('x-request-id')],
    );
    return rows;
  });
}

async function called({ method, path }: Route, headers: Record<string, string>): Promise<Response> {
  const response = await fetch(chatMan.url + path.replace(/:[A-Za-z]+/g, nobodys), { method, headers });
  await response.body?.cancel();
  return response;
}

describe('every refusal', () => {
  it('of a visitor is an event on every route', async () => {
    const wrong: unknown[] = [];
    for (const route of guarded) {
      const expected = { action: 'access.denied', outcome: 'denied', role: 'visitor', actor: null };
      const recorded = await recordedOf(await called(route, {}));
      if (
        recorded.length !== 1 ||
        Object.entries(expected).some(([field, value]) => recorded[0]![field as keyof Recorded] !== value)
      )
        wrong.push([route.method, route.path, recorded]);
    }
    expect(guarded.length).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  });

  it('of a person whose role does not allow it is an event with that person', async () => {
    const id = client.id;
    const closed = guarded.filter(
      ({ access }) => !roleMay('external_client', (access as { permission: Parameters<typeof roleMay>[1] }).permission),
    );
    const wrong: unknown[] = [];
    for (const route of closed) {
      const recorded = await recordedOf(await called(route, { Cookie: client.cookie }));
      const isRight = recorded.length === 1 && recorded[0]!.action === 'access.denied' && recorded[0]!.actor === id;
      if (!isRight || recorded[0]!.object !== `${route.method} ${route.path}`) wrong.push([route.method, route.path, recorded]);
    }
    expect(closed.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});

/** The first three make up a challenge, and what follows it is recorded; the last one always refuses. */
const changeNothing = [
  'POST /api/auth/passkeys/creation',
  'POST /api/auth/passkeys/request',
  'POST /api/auth/sso/start',
  'POST /api/chat/fit',
  'POST /api/retention/preview',
];

it('every call that changes something is recorded', () => {
  const changing = routes.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method));
  const unrecorded = changing.filter(({ audit }) => audit && 'unauditedBecause' in audit);
  expect(changing.length).toBeGreaterThan(30);
  expect(unrecorded.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(changeNothing);
});

describe('looking at what is about other people', () => {
  it.each<[string, string, () => Promise<Response>]>([
    ['the accounts', 'users.listed', () => admin.send('GET', '/users')],
    ['an account', 'user.viewed', async () => admin.send('GET', `/users/${client.id}`)],
    ['the audit log', 'audit.read', () => officer.send('GET', '/audit/events', undefined, { 'X-Access-Reason': 'a review' })],
    [
      'an export',
      'audit.exported',
      () => officer.send('GET', '/audit/export?format=csv', undefined, { 'X-Access-Reason': 'a review' }),
    ],
  ])('is an event: %s', async (_, action, look) => {
    const response = await look();
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    const recorded = await recordedOf(response);
    expect(recorded.length).toBeGreaterThan(0);
    expect(new Set(recorded.map((event) => event.action))).toEqual(new Set([action]));
    expect(recorded.every(({ actor }) => actor !== null)).toBe(true);
  });
});
