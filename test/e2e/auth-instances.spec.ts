import type { Server } from 'node:http';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { AuthFacade } from '../../apps/api/src/auth/auth.facade.js';
import { LastActions } from '../../apps/api/src/auth/session/last-actions.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp, type TestApp } from '../support/app.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const password = 'a good long password';
const clock = new AdjustableClock();
const one = await anApp({ clock, settings: { http: { trustedProxies: ['loopback'] } } });
const other = await anApp({ clock, beside: one, settings: { http: { trustedProxies: ['loopback'] } } });
const code = (await one.app.get(AuthFacade).announceSetUp())!;
const to = (app: TestApp) => request(app.app.getHttpServer() as Server);

async function cookieFrom(app: TestApp): Promise<string> {
  const { headers } = await to(app).post('/api/auth/login').send({ password }).expect(200);
  return (headers['set-cookie'] as unknown as string[]).at(-1)!.split(';')[0]!; // the session comes last
}

describe('two instances on one database', () => {
  test('announce one code, and exactly one of them sets up', async () => {
    expect(await other.app.get(AuthFacade).announceSetUp()).toBe(code);
    const setUp = (app: TestApp) => to(app).post('/api/auth/setup').send({ code, username: 'ada', password });
    const statuses = (await Promise.all([setUp(one), setUp(other), setUp(one), setUp(other)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409, 409, 409]);
    expect((await to(other).get('/api/auth/sign-in-methods')).body).toMatchObject({ setUpNeeded: false });
  });

  test('share sessions: begun on one, ended on the other', async () => {
    const cookie = await cookieFrom(one);
    await to(other).get('/api/auth/me').set('Cookie', cookie).expect(200);
    await to(other).post('/api/auth/logout').set('Cookie', cookie).expect(204);
    await to(one).get('/api/auth/me').set('Cookie', cookie).expect(401);
  });

  test('know of each other when a session was last used', async () => {
    const cookie = await cookieFrom(one);
    clock.advance({ minutes: 14 });
    await to(one).get('/api/auth/me').set('Cookie', cookie).expect(200);
    await one.app.get(LastActions).write();
    clock.advance({ minutes: 14 });
    await to(other).get('/api/auth/me').set('Cookie', cookie).set('X-Background', '1').expect(200);
    clock.advance({ minutes: 1 });
    await to(other).get('/api/auth/me').set('Cookie', cookie).expect(401);
  });

  test('count failures as one', async () => {
    const wrong = (attempt: number) =>
      to(attempt % 2 === 0 ? one : other)
        .post('/api/auth/login')
        .set('X-Forwarded-For', `198.51.100.${attempt}`)
        .send({ username: 'ada', password: 'wrong' });
    const statuses = (await Promise.all(Array.from({ length: 16 }, (_, attempt) => wrong(attempt)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(11);
    clock.advance({ minutes: 15 });
  });

  test('record an idle end once', async () => {
    const cookie = await cookieFrom(one);
    clock.advance({ minutes: 16 });
    await Promise.all(
      Array.from({ length: 8 }, (_, call) =>
        to(call % 2 === 0 ? one : other)
          .get('/api/auth/me')
          .set('Cookie', cookie)
          .expect(401),
      ),
    );
    const { rows } = await asRole(one.database.ownerUrl, (client) =>
      client.query(
        `SELECT count(*)::int AS ends FROM audit.event WHERE action = 'session.ended' AND object_id =
           (SELECT object_id FROM audit.event WHERE action = 'session.ended' AND reason = 'idle' ORDER BY id DESC LIMIT 1)`,
      ),
    );
    expect(rows).toEqual([{ ends: 1 }]);
  });
});
