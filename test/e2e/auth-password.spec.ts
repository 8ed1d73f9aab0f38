import type { Server } from 'node:http';
import argon2 from 'argon2';
import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { AccountKeys } from '../../apps/api/src/auth/account/account-keys.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const password = 'a good long password';
const clock = new AdjustableClock();
const chatMan = await anApp({
  clock,
  settings: { http: { trustedProxies: ['loopback'] }, limits: { requestsPerMinute: 100_000 } },
});
await theFirstAdmin(chatMan, 'ada');

/** Each test comes from an address of its own, so that failures in one do not count in another. */
let address = 0;
beforeEach(() => void (address += 1));
const visitor = () =>
  request.agent(chatMan.app.getHttpServer() as Server).set('X-Forwarded-For', `198.51.${address >> 8}.${address & 255}`);
const sessionCookieIn = (headers: Record<string, unknown>): string =>
  (headers['set-cookie'] as string[]).find((cookie) => cookie.startsWith('chatman.sid='))!.split(';')[0]!;
const { rows } = chatMan.database;

async function registered(username: string): Promise<string> {
  await visitor()
    .post('/api/auth/register')
    .send({ username, password, displayName: `Person ${username}` })
    .expect(201);
  return username;
}

async function signedIn(username: string) {
  const agent = visitor();
  await agent.post('/api/auth/login').send({ username, password }).expect(200);
  return agent;
}

async function cookieOf(username: string): Promise<string> {
  return sessionCookieIn((await visitor().post('/api/auth/login').send({ username, password }).expect(200)).headers);
}

/** In full-width forms, which are found as the ordinary ones. */
const wide = (name: string): string =>
  name.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.codePointAt(0)! - 0x61 + 0xff41));

describe('changing the password in a browser', () => {
  test('gives the session another secret id, and the old one is worth nothing', async () => {
    await registered('harald');
    const before = await cookieOf('harald');
    const { headers } = await visitor()
      .post('/api/auth/password')
      .set('Cookie', before)
      .set('Sec-Fetch-Site', 'same-origin')
      .send({ currentPassword: password, newPassword: 'an even better password' })
      .expect(204);
    const after = sessionCookieIn(headers);
    expect(after).not.toBe(before);
    await visitor().get('/api/auth/me').set('Cookie', before).expect(401);
    await visitor().get('/api/auth/me').set('Cookie', after).expect(200);
  });
});

describe('signing out', () => {
  test('has the browser forget what this site keeps, but no cookie of anything else on the host', async () => {
    const agent = await signedIn(await registered('ingrid'));
    const { headers } = await agent.post('/api/auth/logout').expect(204);
    expect(headers['clear-site-data']).toBe('"cache", "storage"');
  });
});

describe('a hash', () => {
  const setHash = (id: string, hash: string) =>
    asRole(chatMan.database.ownerUrl, (client) =>
      client.query('UPDATE auth.user SET password_hash = $2 WHERE id = $1', [id, hash]),
    );
  const hashOf = async (id: string) =>
    (await rows('SELECT password_hash FROM auth.user WHERE id = $1', [id]))[0]!['password_hash'] as string;
  const idOf = async (username: string): Promise<string> => {
    const agent = await signedIn(await registered(username));
    return ((await agent.get('/api/auth/me').expect(200)).body as { id: string }).id;
  };
  const signIn = (username: string) => visitor().post('/api/auth/login').send({ username, password });

  test('that is moved into another account’s row opens nothing, with any data in it', async () => {
    const [mine, theirs] = [await idOf('mallory'), await idOf('victoria')];
    const moved = await hashOf(mine);
    await setHash(theirs, moved);
    await signIn('victoria').expect(401);
    const relabelled = Buffer.from(`${theirs} composed`).toString('base64').replaceAll('=', '');
    await setHash(theirs, moved.replace(/data=[^$]+/, `data=${relabelled}`));
    await signIn('victoria').expect(401);
    await setHash(theirs, moved.replace(/,data=[^$]+/, ''));
    await signIn('victoria').expect(401);
    await signIn('mallory').expect(200);
  });

  test('from before hashes were bound to their account is bound when its owner signs in', async () => {
    const id = await idOf('nils');
    const secret = await chatMan.app.get(AccountKeys).pepper();
    const unbound = await argon2.hash(password, {
      type: argon2.argon2id,
      memoryCost: 19_456,
      timeCost: 2,
      parallelism: 1,
      secret,
    });
    await setHash(id, unbound);
    await signIn('nils').expect(200);
    expect(await hashOf(id)).toContain(`,data=${Buffer.from(`${id} composed`).toString('base64').replaceAll('=', '')}$`);
    await signIn('nils').expect(200);
  });
});

describe('failures', () => {
  test('count for a name however it is spelled, and alike whether anybody has it', async () => {
    await registered('bertil');
    const attempt = async (username: string | undefined) => {
      address += 1;
      const { status, body } = await visitor().post('/api/auth/login').send({ username, password: 'wrong' });
      return { status, body: { ...body, requestId: '', instance: '' } };
    };
    const answersFor = async (name: string) => {
      const answers = [];
      const [asIs, loud, spaced] = [name, name.toUpperCase(), ` ${name}`];
      for (const spelled of [asIs, loud, asIs, loud, asIs, loud, spaced, wide(name)]) answers.push(await attempt(spelled));
      return answers;
    };
    const known = await answersFor('bertil');
    expect(known.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect(await answersFor('nobody.at.all')).toEqual(known);
    clock.advance({ minutes: 15 });
  });

  test('under a name that Chat Man itself counts under are refused', async () => {
    for (const username of ['\u0000set-up', '\u0000owner']) {
      await visitor().post('/api/auth/login').send({ username, password: 'wrong' }).expect(400);
    }
  });

  test('without a name do not reveal the name of the owner', async () => {
    const attempt = async (username?: string) => {
      address += 1;
      return (await visitor().post('/api/auth/login').send({ username, password: 'wrong' })).status;
    };
    for (let failure = 0; failure < 5; failure += 1) expect(await attempt()).toBe(401);
    expect(await attempt()).toBe(429);
    expect(await attempt('ada')).toBe(401);
    clock.advance({ minutes: 15 });
  });
});
