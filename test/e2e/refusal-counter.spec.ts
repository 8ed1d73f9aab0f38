import { expect, test } from 'vitest';
import { SignInConcurrency } from '../../apps/api/src/auth/password/sign-in-concurrency.js';
import { hashesAtOnce } from '../../apps/api/src/auth/password/password-hasher.js';
import { RefusalCounter } from '../../libs/platform/access/refusals/refusal-counter.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { Keyring } from '../../libs/platform/keyring/keyring.js';
import { asSealed } from '../../libs/sealing/record.js';
import { anApp, type TestApp } from '../support/app.js';

type Sealer = Awaited<ReturnType<Keyring['forPurpose']>>;

interface Recorded {
  readonly reason: string;
  readonly outcome: string;
  readonly role: string;
  readonly request: string;
  readonly detail: {
    readonly attempts: number;
    readonly address: string | null;
    readonly first: string;
    readonly last: string;
  };
}

const trustsProxies = { http: { trustedProxies: ['loopback'] } };

const signIn = (chatMan: TestApp, address: string) =>
  fetch(`${chatMan.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
    body: JSON.stringify({ username: 'somebody', password: 'wrong' }),
  });

/** What the log holds of it; opened with the key that was there while the application ran. */
async function recorded({ database }: TestApp, sealer: Sealer): Promise<Recorded[]> {
  const { rows } = await asRole(database.ownerUrl, (db) =>
    db.query<Omit<Recorded, 'detail'> & { id: string; detail: Buffer }>(
      `SELECT e.id, reason::text, outcome::text, role::text, request_id AS request, d.detail
         FROM audit.event e JOIN audit.event_detail d ON d.event_id = e.id WHERE action = 'requests.turned-away' ORDER BY seq`,
    ),
  );
  return rows.map(({ id, detail, ...row }) => {
    const text = sealer.openText({ table: 'audit.event_detail', column: 'detail', row: id }, asSealed(detail));
    return { ...row, detail: JSON.parse(text) as Recorded['detail'] };
  });
}

const sealerOf = (chatMan: TestApp): Promise<Sealer> => chatMan.app.get(Keyring).forPurpose('audit');

/** By address, however many events there are: a slow machine may take longer than one event speaks of. */
function attemptsByAddress(events: readonly Recorded[]): ReadonlyMap<string | null, number> {
  const sums = new Map<string | null, number>();
  for (const { detail } of events) sums.set(detail.address, (sums.get(detail.address) ?? 0) + detail.attempts);
  return sums;
}

/** Fills every slot and the queue of sign-ins, until `leave` is called. */
async function aFullQueue(chatMan: TestApp): Promise<{ leave(): Promise<void> }> {
  const concurrency = chatMan.app.get(SignInConcurrency);
  const gate = Promise.withResolvers<void>();
  const inside = Array.from({ length: hashesAtOnce + 1 + 64 }, () => concurrency.run(() => gate.promise));
  await new Promise(setImmediate);
  return {
    leave: async () => {
      gate.resolve();
      await Promise.all(inside);
    },
  };
}

test('every sign-in that finds the queue full is in the log, counted by address', async () => {
  const chatMan = await anApp({ settings: trustsProxies });
  const queue = await aFullQueue(chatMan);
  const sent = [...Array<string>(30).fill('203.0.113.7'), ...Array<string>(10).fill('2001:db8:1:2::9')];
  const answers = await Promise.all(sent.map((address) => signIn(chatMan, address)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  await queue.leave();
  await chatMan.app.get(RefusalCounter).write();

  const events = await recorded(chatMan, await sealerOf(chatMan));
  expect(Object.fromEntries(attemptsByAddress(events))).toEqual({ '203.0.113.7': 30, '2001:db8:1:2::/64': 10 });
  const requests = answers.map(({ headers }) => headers.get('x-request-id'));
  for (const { request, detail, ...event } of events) {
    expect(event).toEqual({ reason: 'sign-in-busy', outcome: 'denied', role: 'visitor' });
    expect(Date.parse(detail.first)).toBeLessThanOrEqual(Date.parse(detail.last));
    expect(requests).toContain(request);
  }
  await chatMan.app.get(RefusalCounter).write();
  expect(await recorded(chatMan, await sealerOf(chatMan))).toHaveLength(events.length);
});

test('from however many addresses they come, events are bounded and no attempt is missing', async () => {
  const chatMan = await anApp();
  const refusals = chatMan.app.get(RefusalCounter);
  for (let nth = 0; nth < 5_000; nth++)
    refusals.count('sign-in-busy', 'unavailable', { address: `10.9.${String(nth >> 8)}.${String(nth & 255)}`, actor: null });
  await refusals.write();

  const events = await recorded(chatMan, await sealerOf(chatMan));
  expect(events).toHaveLength(101);
  expect(events.filter(({ detail }) => detail.address === null).map(({ detail }) => detail.attempts)).toEqual([4_900]);
  expect(events.reduce((sum, { detail }) => sum + detail.attempts, 0)).toBe(5_000);
});

test('requests beyond the limit of an address are counted alike, and what is counted is written at the shutdown', async () => {
  const chatMan = await anApp({ environment: { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '20' } });
  const sealer = await sealerOf(chatMan);
  const visits = await Promise.all(Array.from({ length: 25 }, () => fetch(`${chatMan.url}/api/auth/me`)));
  const refused = visits.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  await chatMan.close();
  const events = await recorded(chatMan, sealer);
  expect(new Set(events.map(({ reason }) => reason))).toEqual(new Set(['rate-limited']));
  expect([...attemptsByAddress(events).values()]).toEqual([refused.length]);
});

test('what the database cannot take is kept, and written as soon as it can', async () => {
  const chatMan = await anApp();
  const refusals = chatMan.app.get(RefusalCounter);
  const asOwner = (sql: string) => asRole(chatMan.database.ownerUrl, (db) => db.query(sql));
  refusals.count('sign-in-busy', 'unavailable', { address: '203.0.113.7', actor: null });
  await asOwner('REVOKE INSERT (reason) ON audit.event FROM chatman_runtime');
  await refusals.write();
  refusals.count('sign-in-busy', 'unavailable', { address: '203.0.113.7', actor: null });
  await asOwner('GRANT INSERT (reason) ON audit.event TO chatman_runtime');
  await refusals.write();
  const events = await recorded(chatMan, await sealerOf(chatMan));
  expect([...attemptsByAddress(events)]).toEqual([['203.0.113.7', 2]]);
  expect(chatMan.logged()).toContain('refused requests are not recorded yet');
});
