import type { Server } from 'node:http';
import request from 'supertest';
import { expect, test } from 'vitest';
import { AuthFacade } from '../../apps/api/src/auth/auth.facade.js';
import { anApp } from '../support/app.js';
import { signedIn } from '../support/people.js';
import { TurnedClock } from '../support/turned-clock.js';

const password = 'a good long password';
const clock = new TurnedClock();
const chatMan = await anApp({ clock, settings: { limits: { loginFailures: 100, requestsPerMinute: 100_000 } } });
const code = (await chatMan.app.get(AuthFacade).announceSetUp())!;
const visitor = () => request(chatMan.app.getHttpServer() as Server);
await visitor().post('/api/auth/setup').send({ code, username: 'known', password }).expect(201);

/** Milliseconds of each of the two, taken in turns so that whatever slows the machine slows both. */
async function medians(first: () => Promise<unknown>, second: () => Promise<unknown>, turns: number): Promise<[number, number]> {
  const taken: [number[], number[]] = [[], []];
  for (let turn = -2; turn < turns; turn += 1) {
    for (const [index, act] of turn % 2 === 0
      ? ([
          [0, first],
          [1, second],
        ] as const)
      : ([
          [1, second],
          [0, first],
        ] as const)) {
      const before = performance.now();
      await act();
      if (turn >= 0) taken[index].push(performance.now() - before);
    }
  }
  return taken.map((times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!) as [number, number];
}

/** A burst of load between two measurements proves nothing, so each may be repeated; a real difference shows every time. */
test('signing in takes as long for a name that nobody has', { retry: 2 }, async () => {
  const signIn = (username: string) => () => visitor().post('/api/auth/login').send({ username, password: 'wrong' }).expect(401);
  const [known, unknown] = await medians(signIn('known'), signIn('nobody'), 11);
  expect(Math.abs(known / unknown - 1), `known ${known} ms, unknown ${unknown} ms`).toBeLessThan(0.05);
});

test('registering takes as long for a name that is taken', { retry: 2 }, async () => {
  let made = 0;
  const register = (username: () => string) => () =>
    visitor().post('/api/auth/register').send({ username: username(), password, displayName: 'Somebody' }).expect(201);
  const [free, taken] = await medians(
    register(() => `new-${(made += 1)}`),
    register(() => 'known'),
    11,
  );
  expect(Math.abs(free / taken - 1), `free ${free} ms, taken ${taken} ms`).toBeLessThan(0.05);
});

test('a reset link that was never made answers as one that was used or has expired, in body and time', { retry: 2 }, async () => {
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
  clock.turn({ hours: 24 });
  const bodies = await Promise.all(
    [used, expired, never].map(async (token) => ({ ...(await use(token).expect(410)).body, requestId: '' })),
  );
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  const [known, unknown] = await medians(
    () => use(expired).expect(410),
    () => use(never).expect(410),
    11,
  );
  clock.turn({ hours: -24 });
  expect(Math.abs(known / unknown - 1), `known ${known} ms, unknown ${unknown} ms`).toBeLessThan(0.05);
});
