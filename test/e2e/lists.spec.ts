import { beforeAll, describe, expect, test } from 'vitest';
import type { ApprovalList } from '../../libs/contracts/auth/approvals.js';
import type { AuditEventPage } from '../../libs/contracts/audit/audit.js';
import type { ProblemDocument } from '../../libs/contracts/problem.js';
import type { RoleRequestList, UserList } from '../../libs/contracts/auth/people/users.js';
import { Waiting } from '../../libs/contracts/auth/waiting.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp } from '../support/app.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, signedIn, type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const clock = new AdjustableClock();
const chatMan = await anApp({ clock, settings: { limits: { requestsPerMinute: 100_000 } } });
const ada = await theFirstAdmin(chatMan, 'ada');
const because = { reason: 'As agreed with the head of the office' };
const names = ['bertil', 'cecilia', 'dagny', 'erik', 'frida'];
const people = new Map<string, Person>();
for (const name of names) {
  clock.advance({ minutes: 1 });
  people.set(name, await aClient(chatMan, name));
}

const idOf = (name: string): string => people.get(name)!.id;

/** All pages of a list, two rows at a time. */
async function paged<Item>(
  person: Person,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ items: Item[]; pages: number }> {
  const items: Item[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const at: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const response = await person.send('GET', `${path}&limit=2${at}`, undefined, headers);
    expect(response.status).toBe(200);
    const page = (await response.json()) as { items: Item[]; nextCursor: string | null };
    items.push(...page.items);
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor !== null);
  return { items, pages };
}

describe('a list in the requested order', () => {
  const usernames = async (sort: string): Promise<string[]> =>
    (await paged<UserList['items'][number]>(ada, `/users?sort=${sort}`)).items.map(({ username }) => username);

  test('goes through accounts from either end, page by page', async () => {
    expect(await usernames('created')).toEqual(['ada', ...names]);
    expect(await usernames('-created')).toEqual([...names.toReversed(), 'ada']);
  });

  test('puts who signed in last first, and who never did last', async () => {
    await ada.ask('POST', '/users', { username: 'never', displayName: 'Never' });
    clock.advance({ minutes: 1 });
    await signedIn(chatMan, 'dagny');
    const latest = await usernames('-signed-in');
    expect(latest[0]).toBe('dagny');
    expect(latest.at(-1)).toBe('never');
    expect(await usernames('signed-in')).toEqual(latest.toReversed());
  });

  test('goes through role requests and approvals from either end', async () => {
    for (const name of ['bertil', 'cecilia', 'erik']) {
      clock.advance({ minutes: 1 });
      await people.get(name)!.ask('POST', '/auth/role-requests', { role: 'operations_team', ...because });
    }
    const asked = async (sort: string): Promise<(string | null)[]> =>
      (await paged<RoleRequestList['items'][number]>(ada, `/auth/role-requests?sort=${sort}`)).items.map(
        ({ person }) => person.username,
      );
    expect(await asked('asked')).toEqual(['bertil', 'cecilia', 'erik']);
    expect(await asked('-asked')).toEqual(['erik', 'cecilia', 'bertil']);
  });

  test('goes through the audit log from either end', async () => {
    await ada.ask('POST', '/auth/step-up', { password: goodPassword });
    await ada.ask('PATCH', `/users/${idOf('frida')}`, { role: 'compliance_officer', ...because });
    const frida = await aSessionOf(chatMan, 'frida');
    const events = async (sort: string): Promise<string[]> => {
      const path = `/audit/events?action=user.registered&sort=${sort}`;
      const { items, pages } = await paged<AuditEventPage['items'][number]>(frida, path, { 'X-Access-Reason': 'Yearly review' });
      expect(pages).toBe(3);
      return items.map(({ recordedAt }) => recordedAt);
    };
    const oldest = await events('recorded');
    expect(oldest).toEqual(oldest.toSorted());
    expect(await events('-recorded')).toEqual(oldest.toReversed());
  });

  test.each(['/users?sort=name', '/approvals?sort=created', '/auth/role-requests?sort=', '/users?sort=-'])(
    'refuses an order that there is not: %s',
    async (path) => {
      expect((await ada.send('GET', path)).status).toBe(400);
    },
  );
});

describe('what waits for a person', () => {
  const waiting = async (person: Person): Promise<Waiting> => Waiting.parse(await person.ask('GET', '/auth/waiting'));

  test('is counted for those who may decide it, without what is their own', async () => {
    expect(await waiting(ada)).toMatchObject({ approvals: 0, roleRequests: 3 });
    expect(await waiting(people.get('dagny')!)).toMatchObject({ approvals: 0, roleRequests: 0 });
    const frida = await aSessionOf(chatMan, 'frida');
    expect(await waiting(frida)).toMatchObject({ approvals: 0, roleRequests: 0 });

    const asked = await ada.send('PATCH', `/users/${idOf('dagny')}`, { role: 'admin', ...because });
    expect(asked.status).toBe(202);
    expect(await waiting(ada)).toMatchObject({ approvals: 0 });
    expect(await waiting(frida)).toMatchObject({ approvals: 1 });
    const { items } = await frida.ask<ApprovalList>('GET', '/approvals?state=pending');
    await frida.ask('POST', `/approvals/${items[0]!.id}/approve`, because);
    expect(await waiting(frida)).toMatchObject({ approvals: 0 });
    expect(await waiting(await aSessionOf(chatMan, 'dagny'))).toMatchObject({ roleRequests: 3 });
  });

  test('is counted once: a request that one administrator agreed to waits as an approval', async () => {
    const cecilia = people.get('cecilia')!;
    const { items } = await cecilia.ask<RoleRequestList>('GET', '/auth/role-requests');
    await cecilia.ask('DELETE', `/auth/role-requests/${items[0]!.id}`);
    const { id } = await cecilia.ask<{ id: string }>('POST', '/auth/role-requests', { role: 'compliance_officer', ...because });
    expect(await waiting(ada)).toMatchObject({ roleRequests: 3 });
    expect((await ada.send('POST', `/auth/role-requests/${id}/approve`, because)).status).toBe(202);
    expect(await waiting(ada)).toMatchObject({ approvals: 0, roleRequests: 2 });
    expect(await waiting(await aSessionOf(chatMan, 'dagny'))).toMatchObject({ approvals: 1, roleRequests: 2 });
  });

  test('includes own unread notices, and asking keeps no session alive', async () => {
    const bertil = people.get('bertil')!;
    await bertil.ask('POST', '/auth/tokens', { name: 'mine', scopes: ['account:own'], expiresInDays: 1 });
    const before = (await waiting(bertil)).notices;
    expect(before).toBeGreaterThan(0);
    await bertil.ask('POST', '/auth/notices/read', {});
    expect((await waiting(bertil)).notices).toBe(0);

    await bertil.ask('GET', '/auth/me');
    clock.advance({ minutes: 10 });
    await waiting(bertil);
    clock.advance({ minutes: 6 });
    expect((await bertil.send('GET', '/auth/waiting')).status).toBe(401);
  });
});

describe('a cursor that no list gave out', () => {
  let everybody: Person[] = [];
  beforeAll(async () => {
    const { id } = await (await aClient(chatMan, 'gustav')).ask<{ id: string }>('GET', '/auth/me');
    await asRole(chatMan.database.ownerUrl, (db) =>
      db.query(`UPDATE auth."user" SET role = 'compliance_officer' WHERE id = $1`, [id]),
    );
    everybody = await Promise.all(['ada', 'gustav', 'erik'].map((name) => signedIn(chatMan, name)));
  });

  test.each([
    '/users',
    '/approvals',
    '/auth/role-requests',
    '/auth/notices',
    '/jobs',
    '/backup/list',
    '/audit/events',
    '/audit/verifications',
    '/retention/holds',
    '/retention/runs',
    '/retention/policies/conversation/versions',
    '/rag/collections',
    '/chat/conversations',
  ])('is refused by %s, as by all others', async (path) => {
    const headers = { 'X-Access-Reason': 'Looking for what lists refuse' };
    const answers = await Promise.all(
      everybody.map((person) => person.send('GET', `${path}?cursor=nonsense`, undefined, headers)),
    );
    const problems = answers.filter(({ status }) => status !== 403).map((answer) => answer.json() as Promise<ProblemDocument>);
    const allowed = (await Promise.all(problems)).map(({ status, code }) => [status, code]);
    expect(allowed.length).toBeGreaterThan(0);
    expect(allowed).toEqual(allowed.map(() => [400, 'invalid-cursor']));
  });
});
