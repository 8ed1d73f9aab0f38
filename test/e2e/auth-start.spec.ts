import type { Server } from 'node:http';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { AuthFacade } from '../../apps/api/src/auth/auth.facade.js';
import { anApp, type TestApp } from '../support/app.js';

const masterPassword = 'YourStrongPassword123!';
const to = (app: TestApp) => request.agent(app.app.getHttpServer() as Server);
const announced = (app: TestApp) => app.app.get(AuthFacade).announceSetUp();

describe('a first start with the master password in the environment', async () => {
  const chatMan = await anApp({ environment: { CHAT_MAN_PASSWORD: masterPassword } });
  const announcements = await Promise.all([announced(chatMan), announced(chatMan), announced(chatMan)]);

  test('makes the owner instead of a set-up code, once', async () => {
    expect(announcements).toEqual([null, null, null]);
    expect((await to(chatMan).get('/api/auth/sign-in-methods').expect(200)).body).toMatchObject({ setUpNeeded: false });
    await to(chatMan)
      .post('/api/auth/setup')
      .send({ code: 'AAAA-AAAA-AAAA', username: 'eve', password: 'long enough' })
      .expect(409);
  });

  test("takes the guide's sign-in by bare password, and nothing else until the password is changed", async () => {
    const owner = to(chatMan);
    const { body } = await owner.post('/api/auth/login').send({ password: masterPassword }).expect(200);
    expect(body.user).toMatchObject({ username: 'owner', role: 'admin', mustChangePassword: true });
    await owner.get('/api/auth/me').expect(200);
    expect((await owner.get('/api/auth/sessions').expect(403)).body).toMatchObject({ code: 'password-change-required' });
    await owner
      .post('/api/auth/password')
      .send({ currentPassword: masterPassword, newPassword: 'a password of my own' })
      .expect(204);
    await owner.get('/api/auth/sessions').expect(200);
    await to(chatMan).post('/api/auth/login').send({ password: masterPassword }).expect(401);
    await to(chatMan).post('/api/auth/login').send({ password: 'a password of my own' }).expect(200);
  });
});

describe('in production', async () => {
  const environment = { NODE_ENV: 'production', CHAT_MAN_PASSWORD: masterPassword };
  const chatMan = await anApp({ environment });
  await announced(chatMan);

  test('the cookie is bound to this host and to TLS, and comes over any wire that the browser trusts', async () => {
    const { headers } = await to(chatMan).post('/api/auth/login').send({ password: masterPassword }).expect(200);
    expect((headers['set-cookie'] as unknown as string[]).at(-1)).toMatch(
      /^__Host-chatman\.sid=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  test('so is the one that a step-up gives in its place', async () => {
    const cookieIn = (headers: Record<string, unknown>): string => (headers['set-cookie'] as string[]).at(-1)!;
    const signIn = await to(chatMan).post('/api/auth/login').send({ password: masterPassword }).expect(200);
    const old = cookieIn(signIn.headers).split(';')[0]!;
    const { headers } = await to(chatMan)
      .post('/api/auth/step-up')
      .set({ Cookie: old, 'Sec-Fetch-Site': 'same-origin' })
      .send({ password: masterPassword })
      .expect(200);
    expect(cookieIn(headers)).toMatch(/^__Host-chatman\.sid=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const fresh = cookieIn(headers).split(';')[0]!;
    await to(chatMan).get('/api/auth/me').set('Cookie', fresh).expect(200);
    await to(chatMan).get('/api/auth/me').set('Cookie', old).expect(401);
  });

  test.each([
    ['Kq7!vnT2#xw', 'must be at least 12 characters long'],
    ['kq7vnt2xwmpz', 'must contain lowercase and uppercase letters, a digit and a symbol, or be at least 20 characters long'],
    ['Password123!', 'is a commonly used password'],
    ['Metallica2026!', 'is a commonly used password'], // of the list from leaks
  ])('the password %s is refused: %s', async (password, message) => {
    const { body } = await to(chatMan)
      .post('/api/auth/register')
      .send({ username: 'gunnar', password, displayName: 'G' })
      .expect(422);
    expect(body).toMatchObject({ code: 'weak-password', errors: [{ path: 'password', message }] });
  });

  test.each(['Kq7!vnT2#xwm', 'seven small grey owls'])('the password %s is taken', async (password) => {
    await to(chatMan)
      .post('/api/auth/register')
      .send({ username: `g${password.length}`, password, displayName: 'G' })
      .expect(201);
  });

  test('a start without a session secret is refused by name', async () => {
    await expect(anApp({ environment: { ...environment, SESSION_SECRET: '' } })).rejects.toThrow(
      'SESSION_SECRET is required in production',
    );
  });
});

test('where self-registration is off, no one can register', async () => {
  const chatMan = await anApp({
    environment: { CHAT_MAN_PASSWORD: masterPassword },
    settings: { auth: { selfRegistration: false } },
  });
  await announced(chatMan);
  expect((await to(chatMan).get('/api/auth/sign-in-methods').expect(200)).body).toMatchObject({ selfRegistration: false });
  const { body } = await to(chatMan)
    .post('/api/auth/register')
    .send({ username: 'hanna', password: 'long enough', displayName: 'H' })
    .expect(403);
  expect(body).toMatchObject({ code: 'registration-closed' });
  await chatMan.close();
});
