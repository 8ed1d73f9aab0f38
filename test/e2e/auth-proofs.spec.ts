import { beforeAll, describe, expect, test } from 'vitest';
import { ApprovalsService } from '../../apps/api/src/auth/approvals/approvals.service.js';
import { permissionsOfRole, roleMay, type Permission } from '../../libs/contracts/auth/people/roles.js';
import type { Proof } from '../../libs/platform/access/declarations.js';
import { RouteCheck } from '../../libs/platform/http/reference/route-check.js';
import { undeclaredIn, type Route } from '../../libs/platform/http/reference/routes.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { codeOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, signedIn, type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

interface Awaiting {
  readonly approval: { readonly id: string; readonly summary: string };
}
interface Link {
  readonly token: string;
}

const clock = new AdjustableClock();
const chatMan = await anApp({ clock });
const ada = await theFirstAdmin(chatMan, 'ada');
const because = { reason: 'As agreed with the head of the office' };
/** Of no account: an admitted caller finds nothing there, so the request changes nothing. */
const nobodys = '01890000-0000-7000-8000-000000000000';
const endsTheSession = 'POST /api/auth/logout';
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const proofOf = ({ proof }: Route): Proof => proof?.proof ?? 'token';
const permissionOf = ({ access }: Route): Permission | null => (access && 'permission' in access ? access.permission : null);
const routes = chatMan.app.get(RouteCheck).routes();
const guarded = routes.filter((route) => permissionOf(route) !== null && nameOf(route) !== endsTheSession);

/** Which role holds the permission of a route. */
const holderOf = (route: Route) => (roleMay('admin', permissionOf(route)!) ? 'admin' : 'compliance_officer');

/** The response to a call without a body: an admitted caller is refused by the contract, or finds nothing there. */
async function answerTo(route: Route, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const stop = new AbortController();
  const address = chatMan.url + route.path.replace(/:[A-Za-z]+/g, nobodys);
  const code = await codeOf(await fetch(address, { method: route.method, headers, signal: stop.signal }));
  stop.abort();
  return code;
}

/** The routes that answer this code to the holder of their permission. */
async function routesThatAnswer(code: string, headersOf: (route: Route) => Record<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (const route of guarded) if ((await answerTo(route, headersOf(route))) === code) found.push(nameOf(route));
  return found;
}

const routesThatTake = (...proofs: Proof[]) => guarded.filter((route) => proofs.includes(proofOf(route))).map(nameOf);

beforeAll(async () => {
  const officer = await aClient(chatMan, 'officer');
  await ada.ask('PATCH', `/users/${officer.id}`, { role: 'compliance_officer', ...because });
});

describe('every route', () => {
  const names = { admin: 'ada', compliance_officer: 'officer' } as const;
  async function cookies(prepare: (person: Person) => Promise<unknown>) {
    const entries = Object.entries(names).map(async ([role, name]) => {
      const person = await aSessionOf(chatMan, name);
      await prepare(person);
      return [role, person.cookie] as const;
    });
    const all = Object.fromEntries(await Promise.all(entries));
    return (route: Route) => ({ Cookie: all[holderOf(route)]! });
  }

  test('that takes a person refuses a token with all scopes of that person, and no other does', async () => {
    const tokens: Record<string, string> = {};
    for (const [role, name] of Object.entries(names)) {
      const scopes = permissionsOfRole[role as keyof typeof names];
      const person = await aSessionOf(chatMan, name);
      tokens[role] = (await person.ask<Link>('POST', '/auth/tokens', { name: 'all of it', scopes, expiresInDays: 1 })).token;
    }
    const refusing = await routesThatAnswer('needs-session', (route) => ({
      Authorization: `Bearer ${tokens[holderOf(route)]!}`,
    }));
    expect(refusing).toEqual(routesThatTake('session', 'recent', 'step-up'));
  });

  test('that takes a fresh proof refuses a session whose last one is six minutes old, and no other does', async () => {
    const headers = await cookies((person) => person.ask('POST', '/auth/step-up', { password: goodPassword }));
    clock.advance({ minutes: 6 });
    const refusing = await routesThatAnswer('step-up-required', headers);
    clock.advance({ minutes: -6 });
    expect(refusing).toEqual(routesThatTake('recent', 'step-up'));
  });

  test('that takes a step-up is not content with having just signed in, and no other asks for more', async () => {
    const refusing = await routesThatAnswer('step-up-required', await cookies(() => Promise.resolve()));
    expect(refusing).toEqual(routesThatTake('step-up'));
  });

  test('that takes a step-up is open after one', async () => {
    const headers = await cookies((person) => person.ask('POST', '/auth/step-up', { password: goodPassword }));
    expect(await routesThatAnswer('step-up-required', headers)).toEqual([]);
  });

  test('that may need a second person names its acts, and each act has a route', () => {
    const named = routes.flatMap(({ proof }) => proof?.secondPerson?.acts ?? []);
    expect([...new Set(named)].toSorted()).toEqual(chatMan.app.get(ApprovalsService).actions.toSorted());
  });

  test('is refused at boot when it changes something and does not say what it takes, or decides for less than a step-up', () => {
    const silent = { ...routes.find((route) => nameOf(route) === 'POST /api/users')!, proof: undefined };
    const [missing] = undeclaredIn(silent);
    expect(missing).toContain('says not what proof it takes');
    const [weak] = undeclaredIn({ ...silent, proof: { proof: 'recent', secondPerson: null } });
    expect(weak).toContain('decides or grants');
  });
});

test('a leaked token of an administrator makes no link, disables no one and decides nothing', async () => {
  const person = await aSessionOf(chatMan, 'ada');
  const scopes = ['users:manage', 'roles:decide', 'approvals:decide'];
  const { token } = await person.ask<Link>('POST', '/auth/tokens', { name: 'people', scopes, expiresInDays: 1 });
  const target = await aClient(chatMan, 'target');
  const id = target.id;
  const request = await target.ask<{ id: string }>('POST', '/auth/role-requests', { role: 'operations_team', ...because });
  const withToken = (method: string, path: string, body: object) =>
    fetch(`${chatMan.url}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const calls = [
    ['POST', `/users/${id}/reset-password`, because],
    ['POST', `/users/${id}/reset-mfa`, { ...because, identityCheck: 'Called back on the known number' }],
    ['POST', `/users/${id}/disable`, because],
    ['POST', `/users/${id}/enable`, because],
    ['POST', `/users/${id}/end-sessions`, because],
    ['PATCH', `/users/${id}`, { role: 'operations_team', ...because }],
    ['POST', '/users', { username: 'eve', displayName: 'Eve' }],
    ['POST', `/auth/role-requests/${request.id}/approve`, because],
    ['POST', `/auth/role-requests/${request.id}/deny`, because],
  ] as const;
  for (const [method, path, body] of calls)
    expect([path, await codeOf(await withToken(method, path, body))]).toEqual([path, 'needs-session']);
  expect(await target.ask('GET', '/auth/me')).toMatchObject({ role: 'external_client' });
  const { rows } = await asRole(chatMan.database.ownerUrl, (db) =>
    db.query('SELECT FROM auth.reset_link WHERE user_id = $1', [id]),
  );
  expect(rows).toEqual([]);
});

describe('a password reset link for a decider', () => {
  let target: string;
  const asked = (person: Person) => person.send('POST', `/users/${target}/reset-password`, because);
  const chosen = (token: string) =>
    fetch(`${chatMan.url}/api/auth/reset-password`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token, newPassword: 'Another-River-Stone-43' }),
    });
  let person: Person;

  beforeAll(async () => {
    person = await aSessionOf(chatMan, 'ada');
    const boss = await aClient(chatMan, 'boss');
    target = boss.id;
    const { approval } = await person.ask<Awaiting>('PATCH', `/users/${target}`, { role: 'admin', ...because });
    await (await aSessionOf(chatMan, 'officer')).ask('POST', `/approvals/${approval.id}/approve`, because);
  });

  test('is handed to the requester, once, after a second person approved', async () => {
    const answer = await asked(person);
    expect(answer.status).toBe(202);
    const { approval } = (await answer.json()) as Awaiting;
    expect(approval.summary).toContain('Anyone who opens the link can sign in as that person.');
    expect((await asked(person)).status).toBe(202);
    const officer = await aSessionOf(chatMan, 'officer');
    await officer.ask('POST', `/approvals/${approval.id}/approve`, because);
    const made = await asked(person);
    expect(made.status).toBe(200);
    const { token } = (await made.json()) as Link;
    expect((await asked(person)).status).toBe(202);
    expect((await chosen(token)).status).toBe(204);
    await signedIn(chatMan, 'boss', 'Another-River-Stone-43');
  });

  test('is not handed to anybody else, and not after a day', async () => {
    const { approval } = (await (await asked(person)).json()) as Awaiting;
    await (await aSessionOf(chatMan, 'officer')).ask('POST', `/approvals/${approval.id}/approve`, because);
    clock.advance({ hours: 25 });
    const later = await aSessionOf(chatMan, 'ada');
    await later.ask('POST', '/auth/step-up', { password: goodPassword });
    expect((await asked(later)).status).toBe(202);
    clock.advance({ hours: -25 });
  });

  test('that was made before the account decided anything stops working with the role', async () => {
    const first = await aSessionOf(chatMan, 'ada');
    const made = await first.ask<{ id: string; link: Link }>('POST', '/users', { username: 'newcomer', displayName: 'New' });
    const { approval } = await first.ask<Awaiting>('PATCH', `/users/${made.id}`, { role: 'admin', ...because });
    await (await aSessionOf(chatMan, 'officer')).ask('POST', `/approvals/${approval.id}/approve`, because);
    expect((await chosen(made.link.token)).status).toBe(410);
  });
});
