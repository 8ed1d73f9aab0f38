import type { Server } from 'node:http';
import argon2 from 'argon2';
import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { AccountKeys } from '../../apps/api/src/auth/account/account-keys.js';
import { AuthFacade } from '../../apps/api/src/auth/auth.facade.js';
import { LastActions } from '../../apps/api/src/auth/session/last-actions.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp, type TestApp } from '../support/app.js';
import type { TestDatabase } from '../support/database.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const password = 'a good long password';
const owner = { username: 'ada', password, displayName: 'Ada Lindqvist' };
const clock = new AdjustableClock();
let chatMan: TestApp;
let code: string;

/** Each test comes from an address of its own, so that failures in one do not block another. */
let address = 0;
beforeEach(() => void (address += 1));
/** The cookie of the session among those that are set. */
const sessionCookieIn = (headers: Record<string, unknown>): string =>
  (headers['set-cookie'] as string[]).find((cookie) => cookie.startsWith('chatman.sid='))!;
const from = (): [string, string] => ['X-Forwarded-For', `203.0.113.${address}`];

beforeAll(async () => {
  chatMan = await anApp({ clock, settings: { http: { trustedProxies: ['loopback'] }, limits: { requestsPerMinute: 100_000 } } });
  code = (await chatMan.app.get(AuthFacade).announceSetUp())!;
});

const server = (): Server => chatMan.app.getHttpServer() as Server;
const visitor = () => request.agent(server()).set(...from());
const browser = visitor;
const rows: TestDatabase['rows'] = (sql, values) => chatMan.database.rows(sql, values);

async function signedIn(username: string, secret = password) {
  const agent = browser();
  await agent.post('/api/auth/login').send({ username, password: secret }).expect(200);
  return agent;
}

async function cookieOf(username: string): Promise<string> {
  const { headers } = await visitor().post('/api/auth/login').send({ username, password }).expect(200);
  return sessionCookieIn(headers).split(';')[0]!;
}

async function registered(username: string): Promise<string> {
  await visitor()
    .post('/api/auth/register')
    .send({ username, password, displayName: `Person ${username}` })
    .expect(201);
  return username;
}

const minutesUntil = (moment: string): number => Math.round((Date.parse(moment) - clock.now().getTime()) / 60_000);

describe('set-up', () => {
  test('the sign-in methods say that it is needed, and every start announces the same code', async () => {
    const { body } = await visitor().get('/api/auth/sign-in-methods').expect(200);
    expect(body).toMatchObject({ setUpNeeded: true, selfRegistration: false });
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    expect(await chatMan.app.get(AuthFacade).announceSetUp()).toBe(code);
  });

  test('no one registers before it', async () => {
    const { body } = await visitor().post('/api/auth/register').send(owner).expect(409);
    expect(body).toMatchObject({ code: 'set-up-first' });
  });

  test('a wrong code opens nothing', async () => {
    const { body } = await visitor()
      .post('/api/auth/setup')
      .send({ ...owner, code: 'AAAA-AAAA-AAAA' })
      .expect(401);
    expect(body).toMatchObject({ code: 'wrong-set-up-code' });
  });

  test('of ten at the same moment exactly one wins', async () => {
    const attempts = Array.from({ length: 10 }, (_, index) =>
      visitor()
        .post('/api/auth/setup')
        .send({ ...owner, username: index === 0 ? owner.username : `${owner.username}`, code }),
    );
    const statuses = (await Promise.all(attempts)).map((response) => response.status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    expect(await rows('SELECT role, is_owner FROM auth.user')).toEqual([{ role: 'admin', is_owner: true }]);
  });

  test('afterwards the code is worth nothing', async () => {
    const { body } = await visitor()
      .post('/api/auth/setup')
      .send({ ...owner, username: 'eve', code })
      .expect(409);
    expect(body).toMatchObject({ code: 'already-set-up' });
    expect(await chatMan.app.get(AuthFacade).announceSetUp()).toBeNull();
    expect((await visitor().get('/api/auth/sign-in-methods')).body).toMatchObject({ setUpNeeded: false, selfRegistration: true });
  });
});

describe('signing in', () => {
  test('returns what the deployment guide shows, with the person', async () => {
    const { body, headers } = await visitor().post('/api/auth/login').send({ username: 'Ada', password }).expect(200);
    expect(body).toEqual({
      success: true,
      message: 'Authentication successful',
      user: { id: expect.any(String), username: 'ada', displayName: 'Ada Lindqvist', role: 'admin', mustChangePassword: false },
    });
    expect(sessionCookieIn(headers)).toMatch(/^chatman\.sid=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('by the bare password of the guide is the owner', async () => {
    const { body } = await visitor().post('/api/auth/login').send({ password }).expect(200);
    expect(body.user).toMatchObject({ username: 'ada', role: 'admin' });
  });

  test('an unknown name and a wrong password get the same answer', async () => {
    const answers = await Promise.all(
      [
        { username: 'ada', password: 'wrong' },
        { username: 'nobody-here', password: 'wrong' },
      ].map((credentials) => visitor().post('/api/auth/login').send(credentials).expect(401)),
    );
    const [known, unknown] = answers.map(({ body }) => ({ ...body, requestId: '' }));
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ code: 'invalid-credentials' });
  });

  test('takes a new session id, so that a planted one is worth nothing', async () => {
    const agent = await signedIn('ada');
    const before = (await rows('SELECT sid FROM auth.session')).map(({ sid }) => sid);
    await agent.post('/api/auth/login').send({ username: 'ada', password }).expect(200);
    const after = (await rows('SELECT sid FROM auth.session')).map(({ sid }) => sid);
    expect(after.filter((sid) => !before.includes(sid))).toHaveLength(1);
    expect(before.filter((sid) => !after.includes(sid))).toHaveLength(1);
  });

  test('unknown fields and passwords in the address line are refused', async () => {
    await visitor().post('/api/auth/login').send({ username: 'ada', password, role: 'admin' }).expect(400);
    await visitor()
      .post(`/api/auth/login?username=ada&password=${encodeURIComponent(password)}`)
      .send({})
      .expect(400);
  });

  test('is on record, and refused attempts too', async () => {
    const recorded = await rows(
      "SELECT action, outcome, count(*)::int AS times FROM audit.event WHERE action LIKE 'session.%' GROUP BY 1, 2",
    );
    expect(recorded).toEqual(
      expect.arrayContaining([
        { action: 'session.started', outcome: 'success', times: expect.any(Number) },
        { action: 'session.refused', outcome: 'denied', times: 2 },
      ]),
    );
  });
});

describe('what is kept', () => {
  test('no table of accounts holds a name, a password or a session id', async () => {
    const cookie = await cookieOf('ada');
    await visitor().get('/api/auth/me').set('Cookie', cookie).expect(200);
    const secretId = decodeURIComponent(cookie.split('=')[1]!).slice(2).split('.')[0]!;
    const dump = JSON.stringify(await rows('SELECT u, s FROM auth.user u LEFT JOIN auth.session s ON s.user_id = u.id'));
    for (const secret of ['Lindqvist', password, secretId]) expect(dump).not.toContain(secret);
    expect(dump).not.toMatch(/\bada\b/); // as a word: its letters are hexadecimal digits too
    expect(chatMan.logged()).not.toContain(password);
  });
});

describe('registering', () => {
  test('makes an external client', async () => {
    const agent = await signedIn(await registered('bertil'));
    expect((await agent.get('/api/auth/me').expect(200)).body).toMatchObject({ username: 'bertil', role: 'external_client' });
  });

  test('answers alike for a name that is taken, and changes nothing', async () => {
    const body = { password: 'another long password', displayName: 'Somebody' };
    const taken = await visitor()
      .post('/api/auth/register')
      .send({ ...body, username: 'BERTIL' })
      .expect(201);
    const free = await visitor()
      .post('/api/auth/register')
      .send({ ...body, username: 'cecilia' })
      .expect(201);
    expect({ ...taken.body, user: { ...taken.body.user, username: '' } }).toEqual({
      ...free.body,
      user: { ...free.body.user, username: '' },
    });
    await visitor().post('/api/auth/login').send({ username: 'bertil', password: body.password }).expect(401);
  });

  test('cannot choose a role', async () => {
    await visitor()
      .post('/api/auth/register')
      .send({ username: 'mallory', password, displayName: 'M', role: 'admin' })
      .expect(400);
    await visitor().post('/api/auth/login').send({ username: 'mallory', password }).expect(401);
  });

  test('asks for a password that is good enough', async () => {
    const { body } = await visitor()
      .post('/api/auth/register')
      .send({ username: 'david', password: 'short', displayName: 'D' })
      .expect(422);
    expect(body).toMatchObject({
      code: 'weak-password',
      errors: [{ path: 'password', message: 'must be at least 8 characters long' }],
    });
  });
});

describe('a session', () => {
  test('is returned in full to its owner', async () => {
    const agent = await signedIn('bertil');
    const { body } = await agent.get('/api/auth/me').expect(200);
    expect(minutesUntil(body.session.idleExpiresAt)).toBe(15);
    expect(minutesUntil(body.session.absoluteExpiresAt)).toBe(720);
  });

  test('at 14:59 of idleness works, at 15:01 does not', async () => {
    await clock.whileFrozen(async () => {
      const early = await signedIn('bertil');
      clock.advance({ minutes: 14, seconds: 59 });
      await early.get('/api/auth/me').expect(200);
      clock.advance({ minutes: 15, seconds: 1 });
      await early.get('/api/auth/me').expect(401);
    });
  });

  test('is not kept alive by polling', async () => {
    const agent = await signedIn('bertil');
    clock.advance({ minutes: 10 });
    await agent.get('/api/auth/me').set('X-Background', '1').expect(200);
    clock.advance({ minutes: 5, seconds: 1 });
    await agent.get('/api/auth/me').expect(401);
    const [ended] = await rows("SELECT reason FROM audit.event WHERE action = 'session.ended' ORDER BY id DESC LIMIT 1");
    expect(ended).toEqual({ reason: 'idle' });
  });

  test('ends after twelve hours, however much it is used', async () => {
    const agent = await signedIn('bertil');
    for (let hour = 0; hour < 48; hour += 1) {
      clock.advance({ minutes: 14, seconds: 59 });
      await agent.get('/api/auth/me').expect(200);
    }
    clock.advance({ minutes: 1 });
    await agent.get('/api/auth/me').expect(401);
  });

  test('is worth nothing after signing out, to a thief of the cookie too', async () => {
    const cookie = await cookieOf('bertil');
    await visitor().get('/api/auth/me').set('Cookie', cookie).expect(200);
    const { headers } = await visitor().post('/api/auth/logout').set('Cookie', cookie).expect(204);
    expect(sessionCookieIn(headers)).toMatch(/^chatman\.sid=; Path=\/; Expires=Thu, 01 Jan 1970/);
    await visitor().get('/api/auth/me').set('Cookie', cookie).expect(401);
  });

  test('with a forged or altered cookie is none', async () => {
    await visitor().get('/api/auth/me').set('Cookie', 'chatman.sid=s%3Aabc.def').expect(401);
    await visitor().get('/api/auth/me').set('Cookie', 'chatman.sid=%ff%00').expect(401);
  });

  test('writes no row on requests; what was done last is written behind', async () => {
    const agent = await signedIn('bertil');
    const lastActions = chatMan.app.get(LastActions);
    // Or the writer's own time may fall between the two reads.
    await lastActions.beforeApplicationShutdown();
    onTestFinished(() => lastActions.onModuleInit());
    const version = () => rows('SELECT xmin FROM auth.session ORDER BY started_at DESC LIMIT 1');
    const before = await version();
    for (let call = 0; call < 5; call += 1) await agent.get('/api/auth/me').expect(200);
    expect(await version()).toEqual(before);
    await lastActions.write();
    expect(await version()).not.toEqual(before);
  });

  test('is listed, and its owner alone ends it from another browser', async () => {
    const [here, there, stranger] = [
      await signedIn('bertil'),
      await signedIn('bertil'),
      await signedIn('cecilia', 'another long password'),
    ];
    const { body } = await here.get('/api/auth/sessions').expect(200);
    const other = body.items.find((session: { current: boolean }) => !session.current);
    expect(body.items.filter((session: { current: boolean }) => session.current)).toHaveLength(1);
    await stranger.delete(`/api/auth/sessions/${other.id}`).expect(404);
    await here.delete(`/api/auth/sessions/${body.items[0].current ? body.items[1].id : body.items[0].id}`).expect(204);
    await there.get('/api/auth/me').expect(401);
    await here.get('/api/auth/me').expect(200);
  });

  test('is left over when its owner ends all others', async () => {
    const [here, there] = [await signedIn('bertil'), await signedIn('bertil')];
    await here.delete('/api/auth/sessions').expect(204);
    await there.get('/api/auth/me').expect(401);
    const { body } = await here.get('/api/auth/sessions').expect(200);
    expect(body.items).toMatchObject([{ current: true }]);
  });

  test('of a disabled account ends with the next request', async () => {
    const agent = await signedIn(await registered('dagny'));
    await asRole(chatMan.database.ownerUrl, (client) =>
      client.query("UPDATE auth.user SET state = 'disabled' WHERE created_at = (SELECT max(created_at) FROM auth.user)"),
    );
    await agent.get('/api/auth/me').expect(401);
    await visitor().post('/api/auth/login').send({ username: 'dagny', password }).expect(401);
  });
});

describe('changing the password', () => {
  test('ends all other sessions and keeps this one', async () => {
    await registered('erik');
    const [here, there] = [await signedIn('erik'), await signedIn('erik')];
    await here.post('/api/auth/password').send({ currentPassword: password, newPassword: 'an even better password' }).expect(204);
    await there.get('/api/auth/me').expect(401);
    await here.get('/api/auth/me').expect(200);
    await visitor().post('/api/auth/login').send({ username: 'erik', password }).expect(401);
    await signedIn('erik', 'an even better password');
  });

  test('needs the current one, and a new one that differs', async () => {
    const here = await signedIn('erik', 'an even better password');
    await here.post('/api/auth/password').send({ currentPassword: 'guessed', newPassword: 'whatever it is' }).expect(401);
    const same = { currentPassword: 'an even better password', newPassword: 'an even better password' };
    expect((await here.post('/api/auth/password').send(same).expect(422)).body).toMatchObject({ code: 'same-password' });
  });
});

describe('a hash of cheaper times', () => {
  const hashOf = async (id: string) =>
    (await rows('SELECT password_hash FROM auth.user WHERE id = $1', [id]))[0]!['password_hash'] as string;

  test('is rehashed at today’s cost when its owner signs in, and not by a wrong password', async () => {
    const agent = await signedIn(await registered('gustav'));
    const { id } = (await agent.get('/api/auth/me').expect(200)).body as { id: string };
    const today = await hashOf(id);
    const pepper = await chatMan.app.get(AccountKeys).pepper();
    const cheaper = await argon2.hash(password, {
      type: argon2.argon2id,
      memoryCost: 9_728,
      timeCost: 1,
      parallelism: 1,
      secret: pepper,
    });
    await asRole(chatMan.database.ownerUrl, (client) =>
      client.query('UPDATE auth.user SET password_hash = $2 WHERE id = $1', [id, cheaper]),
    );
    await visitor().post('/api/auth/login').send({ username: 'gustav', password: 'wrong' }).expect(401);
    expect(await hashOf(id)).toBe(cheaper);
    await signedIn('gustav');
    const risen = await hashOf(id);
    const costOf = (hash: string) => hash.split('$').slice(1, 4);
    expect(costOf(risen)).toEqual(costOf(today));
    await signedIn('gustav');
    expect(await hashOf(id)).toBe(risen);
  });
});

describe('failures', () => {
  test('five close the account for fifteen minutes, for the right password too, counted exactly under load', async () => {
    await registered('frida');
    clock.advance({ minutes: 16 });
    const wrong = () => visitor().post('/api/auth/login').send({ username: 'frida', password: 'wrong' });
    const statuses = (await Promise.all(Array.from({ length: 12 }, wrong))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    const blocked = await visitor().post('/api/auth/login').send({ username: 'frida', password }).expect(429);
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(890);
    expect(blocked.body).toMatchObject({ code: 'too-many-failures' });
    clock.advance({ minutes: 15 });
    await signedIn('frida');
  });

  test('of others at the same address close it', async () => {
    for (const name of ['one', 'two', 'three', 'four', 'five']) {
      await visitor().post('/api/auth/login').send({ username: name, password: 'wrong' }).expect(401);
    }
    await visitor().post('/api/auth/login').send({ username: 'frida', password }).expect(429);
    clock.advance({ minutes: 15 });
  });

  test('do not add up when the password is right in between', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let failure = 0; failure < 2; failure += 1) {
        await visitor().post('/api/auth/login').send({ username: 'frida', password: 'wrong' }).expect(401);
      }
      await signedIn('frida');
    }
    clock.advance({ minutes: 15 });
  });

  test('forty right sign-ins in parallel all succeed', async () => {
    await Promise.all(Array.from({ length: 40 }, () => signedIn('frida')));
  });
});
