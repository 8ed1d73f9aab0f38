import { describe, expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { anApp, type TestApp } from '../support/app.js';
import { fromBase32 } from '../support/base32.js';
import { aClient, goodPassword, signedIn, theFirstAdmin, type Person } from '../support/people.js';
import { StandingClock } from '../support/standing-clock.js';

const clock = new StandingClock();
const chatMan = await anApp({ clock, environment: { CHAT_MAN__AUTH__ASSURANCE: 'asvs-2', CHAT_MAN__AUTH__REQUIREMFA: 'none' } });
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
const nextStep = (): void => clock.turn({ seconds: 30 });

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
    expect(await register('bengt', 'qzvkwjxhpltmnb')).toEqual([422, 'must have at least 15 characters']);
    expect(await register('bengt', 'Password123456789!')).toEqual([422, 'is among the passwords that are tried first']);
    expect(await register('bengt', 'qzvkwjxhpltmnbd')).toEqual([201, undefined]);
    expect(await login(chatMan, 'bengt', 'qzvkwjxhpltmnbd')).toBe(200);
  });

  test('are told of before, so that pages ask for the same', async () => {
    const { passwordPolicy } = (await (await fetch(`${chatMan.url}/api/auth/doors`)).json()) as { passwordPolicy: unknown };
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
  test('are owed by everybody, clients too, whatever auth.requireMfa says (6.3.3)', async () => {
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
    clock.turn({ minutes: 15 });
    expect(await login(chatMan, 'frida', goodPassword, codeOf(secret, -1))).toBe(401);
    expect(await login(chatMan, 'frida', goodPassword, codeOf(secret, 1))).toBe(401);
    expect(await login(chatMan, 'frida', goodPassword, codeOf(secret))).toBe(200);
    nextStep();
    expect(await login(asGuided, 'frida', goodPassword, codeOf(secret, 1))).toBe(200);
  });
});
