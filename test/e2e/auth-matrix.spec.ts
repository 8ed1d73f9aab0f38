import { beforeAll, describe, expect, test } from 'vitest';
import { roleMay, Role } from '../../libs/contracts/auth/people/roles.js';
import { RouteCheck } from '../../libs/platform/http/reference/route-check.js';
import type { Route } from '../../libs/platform/http/reference/routes.js';
import { anApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const chatMan = await anApp({ settings: { limits: { requestsPerMinute: 1_000_000 } } });
/** Of no account: an admitted caller finds nothing there, so the request changes nothing. */
const nobodys = '01890000-0000-7000-8000-000000000000';
const endsTheSession = 'POST /api/auth/logout';
const routes = chatMan.app.get(RouteCheck).routes();
const people = new Map<Role, Person>();

beforeAll(async () => {
  const admin = await theFirstAdmin(chatMan, 'matrix.admin');
  people.set('admin', admin);
  for (const role of Role.options.filter((each) => each !== 'admin'))
    people.set(role, await aPerson(chatMan, `matrix.${role}`, { role }));
});

const nameOf = (route: Route): string => `${route.method} ${route.path}`;

/** The guard's decision, without a body: an admitted caller is refused by the contract, before anything happens. */
async function answerTo(route: Route, headers: Record<string, string>): Promise<{ status: number; code: string | null }> {
  const stop = new AbortController();
  const response = await fetch(chatMan.url + route.path.replace(/:[A-Za-z]+/g, nobodys), {
    method: route.method,
    headers,
    signal: stop.signal,
  });
  const isRefused = response.status >= 400 && response.headers.get('content-type')?.includes('json') === true;
  const body = isRefused ? ((await response.json()) as { code?: string; error?: { code: string } }) : null;
  const code = body?.code ?? body?.error?.code ?? null;
  stop.abort();
  return { status: response.status, code };
}

describe('every route', () => {
  const guarded = routes.filter(({ access }) => access && 'permission' in access);

  test('there are some', () => {
    expect(guarded.length).toBeGreaterThan(30);
  });

  test('that is not public is closed to visitors and to tokens that do not work', async () => {
    const wrong: string[] = [];
    for (const route of guarded) {
      for (const headers of [
        {},
        { Authorization: `Bearer cm_${'x'.repeat(43)}` },
        { Cookie: 'chatman.sid=s%3Aforged.signature' },
      ]) {
        const { status } = await answerTo(route, headers as Record<string, string>);
        if (status !== 401) wrong.push(`${nameOf(route)}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each(Role.options)('is open or closed to %s as the one map of permissions says', async (role) => {
    const { cookie } = people.get(role)!;
    const wrong: string[] = [];
    for (const route of guarded.filter((each) => nameOf(each) !== endsTheSession)) {
      const { permission } = route.access as { permission: Parameters<typeof roleMay>[1] };
      const { status, code } = await answerTo(route, { Cookie: cookie });
      const isClosed = status === 403 && code === 'forbidden';
      if (isClosed === roleMay(role, permission) || status === 401)
        wrong.push(`${nameOf(route)} needs ${permission}: ${status} ${code}`);
    }
    expect(wrong).toEqual([]);
  });

  test('is closed to a token without its scope, even an administrator’s', async () => {
    const { token } = await people.get('admin')!.ask<{ token: string }>('POST', '/auth/tokens', {
      name: 'narrow',
      scopes: ['metrics:read'],
      expiresInDays: 1,
    });
    const wrong: string[] = [];
    for (const route of guarded) {
      const { permission } = route.access as { permission: string };
      const { status, code } = await answerTo(route, { Authorization: `Bearer ${token}` });
      const isClosed = status === 403 && code === 'forbidden';
      if (isClosed === (permission === 'metrics:read')) wrong.push(`${nameOf(route)} needs ${permission}: ${status} ${code}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('what belongs to a person', () => {
  test.each(Role.options)('is not there for %s', async (role) => {
    const owner = await aClient(chatMan, `owner.${role}`);
    const session = (await owner.ask<{ items: { id: string }[] }>('GET', '/auth/sessions')).items[0]!;
    const token = await owner.ask<{ id: string }>('POST', '/auth/tokens', {
      name: 'mine',
      scopes: ['account:own'],
      expiresInDays: 1,
    });
    const request = await owner.ask<{ id: string }>('POST', '/auth/role-requests', {
      role: 'operations_team',
      reason: 'I work there',
    });
    const stranger = people.get(role)!;
    for (const path of [`/auth/sessions/${session.id}`, `/auth/tokens/${token.id}`, `/auth/role-requests/${request.id}`]) {
      expect([path, (await stranger.send('DELETE', path)).status]).toEqual([path, 404]);
    }
    expect((await owner.send('GET', '/auth/me')).status).toBe(200);
  });
});
