import { describe, expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { anApp, type TestApp } from '../support/app.js';
import { SoftwareAuthenticator } from '../support/authenticator.js';
import { fromBase32 } from '../support/base32.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, signedIn, type Person } from '../support/people.js';
import { FrozenClock } from '../support/frozen-clock.js';

const clock = new FrozenClock();
const site = 'http://chatman.test';
const chatMan = await anApp({
  clock,
  environment: { CHAT_MAN__AUTH__ASSURANCE: 'asvs-2', CHAT_MAN__AUTH__REQUIREMFA: 'none', PUBLIC_URL: site },
});
/** The same house as the guides want it. */
const asGuided = await anApp({ clock, beside: chatMan });
await theFirstAdmin(chatMan, 'ada');

const post = (app: TestApp, path: string, body: object) =>
  fetch(`${app.url}/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const login = async (app: TestApp, username: string, password: string, code?: string) =>
  (await post(app, '/auth/login', { username, password, ...(code === undefined ? {} : { code }) })).status;
const codeOf = (secret: Buffer, step = 0): string => totpCode(secret, totpStep(clock.now()) + step);
const nextStep = (): void => clock.advance({ seconds: 30 });

async function enrolled(person: Person): Promise<Buffer> {
  const { secret } = await person.ask<{ secret: string }>('POST', '/auth/mfa/totp');
  const own = fromBase32(secret);
  await person.ask('POST', '/auth/mfa/totp/confirm', { code: codeOf(own) });
  return own;
}

describe('passwords (6.2.5)', () => {
  const register = async (username: string, password: string) => {
    const answer = await post(chatMan, '/auth/register', { username, password, displayName: 'Somebody' });
    const { errors } = (await answer.json()) as { errors?: { message: string }[] };
    return [answer.status, errors?.[0]?.message];
  };

  test('need fifteen characters of any kind, and may be in no list', async () => {
    expect(await register('bengt', 'qzvkwjxhpltmnb')).toEqual([422, 'must be at least 15 characters long']);
    expect(await register('bengt', 'Password123456789!')).toEqual([422, 'is a commonly used password']);
    expect(await register('bengt', 'qzvkwjxhpltmnbd')).toEqual([201, undefined]);
    expect(await login(chatMan, 'bengt', 'qzvkwjxhpltmnbd')).toBe(200);
  });

  test('are announced, so that pages require the same', async () => {
    const { passwordPolicy } = (await (await fetch(`${chatMan.url}/api/auth/sign-in-methods`)).json()) as {
      passwordPolicy: unknown;
    };
    expect(passwordPolicy).toMatchObject({ minLength: 15, needsClasses: false, refusesCommon: true });
  });
});

describe('passwords (6.2.8)', () => {
  const decomposed = 'zwölf graue Mönche'.normalize('NFD');
  const composed = decomposed.normalize('NFC');
  const join = (app: TestApp, username: string) =>
    post(app, '/auth/register', { username, password: decomposed, displayName: username });

  test('count exactly as they were typed', async () => {
    expect((await join(chatMan, 'cajsa')).status).toBe(201);
    expect(await login(chatMan, 'cajsa', composed)).toBe(401);
    expect(await login(chatMan, 'cajsa', decomposed)).toBe(200);
  });

  test('from before go on working, and count exactly from the next sign-in on; and the other way round', async () => {
    expect((await join(asGuided, 'disa')).status).toBe(201);
    expect(await login(asGuided, 'disa', composed)).toBe(200);
    expect(await login(chatMan, 'disa', decomposed)).toBe(200);
    expect(await login(chatMan, 'disa', composed)).toBe(401);
    expect(await login(asGuided, 'disa', decomposed)).toBe(200);
    expect(await login(asGuided, 'disa', composed)).toBe(200);
  });
});

describe('second factors', () => {
  test('are owed by everybody, clients too, regardless of auth.requireMfa (6.3.3)', async () => {
    const erik = await aClient(chatMan, 'erik');
    expect(await erik.ask('GET', '/auth/me')).toMatchObject({
      permissions: ['account:own'],
      mfa: { enrolled: false, required: true },
    });
    expect((await erik.send('GET', '/chat/conversations')).status).toBe(403);
    await enrolled(erik);
    expect((await erik.send('GET', '/chat/conversations')).status).toBe(200);
    const guided = await signedIn(asGuided, 'ada');
    expect(await guided.ask('GET', '/auth/me')).toMatchObject({ mfa: { required: false } });
  });

  test('of an app count in their own thirty seconds only (6.5.5)', async () => {
    const secret = await enrolled(await aClient(chatMan, 'frida'));
    clock.advance({ minutes: 15 });
    expect(await login(chatMan, 'frida', goodPassword, codeOf(secret, -1))).toBe(401);
    expect(await login(chatMan, 'frida', goodPassword, codeOf(secret, 1))).toBe(401);
    expect(await login(chatMan, 'frida', goodPassword, codeOf(secret))).toBe(200);
    nextStep();
    expect(await login(asGuided, 'frida', goodPassword, codeOf(secret, 1))).toBe(200);
  });
});

describe('a step-up (7.5.1)', () => {
  const old = () => clock.advance({ minutes: 6 });
  const faultOf = async (answer: Promise<Response>) => {
    const { status, json } = await answer.then(async (response) => ({ status: response.status, json: await response.json() }));
    const { code, errors } = json as { code?: string; errors?: { path: string }[] };
    return [status, code, errors?.map(({ path }) => path)];
  };

  test('takes password and code together, says what is missing, and tries nothing before', async () => {
    const gerda = await aClient(chatMan, 'gerda');
    const secret = await enrolled(gerda);
    old();
    expect(await gerda.ask('GET', '/auth/step-up')).toEqual({ proofs: ['code', 'password'], provider: null, together: 'all' });
    const stepUp = (proof: object) => gerda.send('POST', '/auth/step-up', proof);
    expect(await faultOf(stepUp({ password: goodPassword }))).toEqual([422, 'proof-incomplete', ['code']]);
    expect(await faultOf(stepUp({ code: codeOf(secret) }))).toEqual([422, 'proof-incomplete', ['password']]);
    expect((await gerda.send('DELETE', '/auth/mfa/totp')).status).toBe(428);
    expect((await stepUp({ password: 'wrong', code: codeOf(secret) })).status).toBe(401);
    expect((await stepUp({ password: goodPassword, code: codeOf(secret, -1) })).status).toBe(401);
    expect((await stepUp({ password: goodPassword, code: codeOf(secret) })).status).toBe(200);
  });

  test('gives a program a new session id too, and the old one ends with it (7.2.4)', async () => {
    const hilma = await aClient(chatMan, 'hilma');
    const answer = await hilma.send('POST', '/auth/step-up', { password: goodPassword });
    expect(answer.status).toBe(200);
    expect((await hilma.send('GET', '/auth/me')).status).toBe(401);
    const [renewed] = answer.headers.getSetCookie().map((each) => each.split(';')[0]!);
    expect((await fetch(`${chatMan.url}/api/auth/me`, { headers: { Cookie: renewed! } })).status).toBe(200);
  });

  test('is needed for every credential of the account: factors, password, tokens', async () => {
    const inga = await aClient(chatMan, 'inga');
    const secret = await enrolled(inga);
    old();
    const newPassword = 'another-quiet-river-77';
    const acts: readonly [string, string, object?][] = [
      ['POST', '/auth/mfa/recovery-codes'],
      ['POST', '/auth/passkeys/creation'],
      ['POST', '/auth/tokens', { name: 'report', scopes: ['chat:converse'], expiresInDays: 1 }],
      ['POST', '/auth/password', { currentPassword: goodPassword, newPassword }],
      ['DELETE', '/auth/mfa/totp'],
    ];
    for (const [method, path, body] of acts) expect([path, (await inga.send(method, path, body)).status]).toEqual([path, 428]);

    const code = codeOf(secret);
    const answer = await inga.send('POST', '/auth/step-up', { password: goodPassword, code });
    let cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    for (const [method, path, body] of acts) {
      const done = await fetch(`${chatMan.url}/api${path}`, {
        method,
        headers: { Cookie: cookie, ...(body ? { 'Content-Type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      expect([path, done.status < 300]).toEqual([path, true]);
      cookie = done.headers.getSetCookie()[0]?.split(';')[0] ?? cookie; // a new password gives the session another id
    }
  });

  test('takes a passkey alone, verified by finger or PIN, or the password with a touch of it', async () => {
    const key = new SoftwareAuthenticator(site);
    const jorunn = await aClient(chatMan, 'jorunn');
    const creation = await jorunn.ask<Parameters<SoftwareAuthenticator['create']>[0]>('POST', '/auth/passkeys/creation');
    await jorunn.ask('POST', '/auth/passkeys', { name: 'Key', credential: key.create(creation) });
    const proof = async () => {
      const asked = await post(chatMan, '/auth/passkeys/request', {});
      return key.get((await asked.json()) as Parameters<SoftwareAuthenticator['get']>[0]);
    };
    const passwordAlone = jorunn.send('POST', '/auth/step-up', { password: goodPassword });
    expect(await faultOf(passwordAlone)).toEqual([422, 'proof-incomplete', ['code']]);
    const together = await jorunn.send('POST', '/auth/step-up', { password: goodPassword, passkey: await proof() });
    expect(together.status).toBe(200);
    const cookie = together.headers.getSetCookie()[0]!.split(';')[0]!;
    const alone = await fetch(`${chatMan.url}/api/auth/step-up`, {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify({ passkey: await proof() }),
    });
    expect(alone.status).toBe(200);
  });

  test('takes one proof where the guides are followed, and no two', async () => {
    const karin = await aClient(asGuided, 'karin');
    const secret = await enrolled(karin);
    nextStep();
    expect(await faultOf(karin.send('POST', '/auth/step-up', { password: goodPassword, code: codeOf(secret) }))).toEqual([
      400,
      'invalid-request',
      [''],
    ]);
    expect((await karin.send('POST', '/auth/step-up', { password: goodPassword })).status).toBe(200);
  });
});
