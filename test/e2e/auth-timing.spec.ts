import type { Server } from 'node:http';
import request from 'supertest';
import { expect, test } from 'vitest';
import { AuthFacade } from '../../apps/api/src/auth/auth.facade.js';
import { anApp } from '../support/app.js';
import { setUpByCode, signedIn } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const password = 'a good long password';
const clock = new AdjustableClock();
const chatMan = await anApp({ clock, settings: { limits: { loginFailures: 100, requestsPerMinute: 100_000 } } });
const code = (await chatMan.app.get(AuthFacade).announceSetUp())!;
const visitor = () => request(chatMan.app.getHttpServer() as Server);
await visitor().post('/api/auth/setup').send({ code, username: 'known', password }).expect(201);

/**
 * How much longer the one takes than the other, by their medians, measured alternately so that other load slows both. A burst of
 * load in between proves nothing: where they differ, more is measured and all of it counts, so that a real difference stays.
 */
async function difference(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<number> {
  const taken: [number[], number[]] = [[], []];
  const acts = [first, second] as const;
  let between = 1;
  for (let turn = -2; turn < 77 && !(turns.includes(turn) && between < tolerated); turn += 1) {
    for (const index of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const before = performance.now();
      await acts[index]();
      if (turn >= 0) taken[index].push(performance.now() - before);
    }
    if (turns.includes(turn + 1)) between = Math.abs(median(taken[0]) / median(taken[1]) - 1);
  }
  return between;
}

/** The rounds after which the result is checked; then more follow, if they are needed. */
const turns = [11, 33, 77];
const tolerated = 0.05;
/** Wrong passwords are delayed, and all rounds may be needed. */
const timeout = 240_000;

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

test('signing in takes as long for an unknown name', { timeout }, async () => {
  const signIn = (username: string) => () => visitor().post('/api/auth/login').send({ username, password: 'wrong' }).expect(401);
  expect(await difference(signIn('known'), signIn('nobody'))).toBeLessThan(tolerated);
});

test('a blocked attempt takes as long for an unknown name', { timeout }, async () => {
  const settings = { http: { trustedProxies: ['loopback'] }, limits: { loginFailures: 5, requestsPerMinute: 100_000 } };
  const strict = await anApp({ clock, settings });
  await setUpByCode(strict, await strict.app.get(AuthFacade).announceSetUp(), 'known');
  let address = 0;
  const guess = (username: string) => {
    address += 1;
    const from = `198.51.${address >> 8}.${address & 255}`;
    return request(strict.app.getHttpServer() as Server)
      .post('/api/auth/login')
      .set('X-Forwarded-For', from)
      .send({ username, password: 'wrong' });
  };
  for (let failure = 0; failure < 5; failure += 1) await Promise.all(['known', 'nobody'].map((name) => guess(name).expect(401)));
  const between = await difference(
    () => guess('KNOWN').expect(429),
    () => guess('NOBODY').expect(429),
  );
  await strict.close();
  expect(between).toBeLessThan(tolerated);
});

test('registering takes as long for a name that is taken', { timeout }, async () => {
  let made = 0;
  const register = (username: () => string) => () =>
    visitor().post('/api/auth/register').send({ username: username(), password, displayName: 'Somebody' }).expect(201);
  const free = register(() => `new-${(made += 1)}`);
  expect(
    await difference(
      free,
      register(() => 'known'),
    ),
  ).toBeLessThan(tolerated);
});

test('a reset link that was never made answers as one that was used or has expired, in body and time', { timeout }, async () => {
  const because = { reason: 'As agreed on the telephone' };
  const newPassword = 'another good password';
  const use = (token: string) => visitor().post('/api/auth/reset-password').send({ token, newPassword });
  const admin = await signedIn(chatMan, 'known', password);
  const made = async (): Promise<string> => {
    const username = `reset-${Math.random().toString(36).slice(2)}`;
    const user = await admin.ask<{ id: string }>('POST', '/users', { username, displayName: 'Somebody' });
    return (await admin.ask<{ token: string }>('POST', `/users/${user.id}/reset-password`, because)).token;
  };
  const [used, expired, never] = [await made(), await made(), 'x'.repeat(43)];
  await use(used).expect(204);
  clock.advance({ hours: 24 });
  const bodies = await Promise.all(
    [used, expired, never].map(async (token) => ({ ...(await use(token).expect(410)).body, requestId: '' })),
  );
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  const between = await difference(
    () => use(expired).expect(410),
    () => use(never).expect(410),
  );
  clock.advance({ hours: -24 });
  expect(between).toBeLessThan(tolerated);
});
