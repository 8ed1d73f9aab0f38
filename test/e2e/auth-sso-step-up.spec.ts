import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { asRole } from '../../libs/platform/postgres/roles.js';
import { anApp } from '../support/app.js';
import { fromBase32 } from '../support/base32.js';
import { Browser } from '../support/browser.js';
import { anOidcProvider, ssoClient } from '../support/oidc-provider.js';
import { aClient, goodPassword, theFirstAdmin } from '../support/people.js';
import { TurnedClock } from '../support/turned-clock.js';

const site = 'http://chatman.test';
const callback = `${site}/api/auth/sso/callback`;
const provider = await anOidcProvider(callback);
const secretFile = join(mkdtempSync(join(tmpdir(), 'chatman-sso-')), 'secret');
writeFileSync(secretFile, `${ssoClient.secret}\n`);
const clock = new TurnedClock();
const chatMan = await anApp({
  clock,
  environment: { PUBLIC_URL: site },
  settings: {
    auth: {
      sso: { issuer: provider.issuer, clientId: ssoClient.id, clientSecretFile: secretFile, label: 'House account' },
    },
  },
});
await theFirstAdmin(chatMan, 'first.admin');
let browser: Browser;

beforeEach(() => {
  browser = new Browser(new Map([[site, chatMan.url]]));
  // So that the wrong proofs of the test before do not count any more.
  clock.turn({ minutes: 16 });
});

const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  browser.visit(`${site}/api/auth${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
const answerOf = async (response: Response) => [response.status, ((await response.json()) as { code?: string }).code];
const proofs = async () => (await call('GET', '/step-up')).json();
const confirm = (headers?: Record<string, string>) => call('POST', '/sso/step-up', undefined, headers);
/** An act that takes a proof of the last five minutes. */
const act = async () => (await call('DELETE', '/sessions')).status;
const signInByPassword = (username: string) => call('POST', '/login', { username, password: goodPassword });
const cookie = (name: string) => browser.cookie(site, `chatman.${name}`)?.split(';')[0];
const sessionCookie = () => cookie('sid');
/** What the browser sends with a key that it was given before, or that somebody made up. */
const withKey = (key: string) => ({ Cookie: `${sessionCookie()}; ${key}`, 'Sec-Fetch-Site': 'same-origin' });

/** Off to the provider, and signed in there as its person of this moment; answers the address that it sends the browser back to. */
async function backFromProvider(purpose: string, change: (authorisation: URL) => void = () => undefined): Promise<string> {
  const started = await browser.visit(`${site}/api/auth/sso/start?purpose=${purpose}`);
  expect(started.status).toBe(303);
  const authorisation = new URL(started.headers.get('location')!);
  change(authorisation);
  provider.signedInAt ??= clock.now();
  const back = await browser.follow(authorisation.href, callback);
  provider.signedInAt = null;
  return back;
}

const ledTo = async (address: string) => (await browser.visit(address, { sameSite: false })).headers.get('location');

async function signInBySso(sub: string): Promise<void> {
  provider.person = { sub, preferred_username: sub };
  expect(await ledTo(await backFromProvider('sign-in'))).toBe('/sign-in?sso=finish');
  expect((await call('POST', '/sso/finish', {})).status).toBe(200);
}

/** Signed in by single sign-on alone, too long ago for what takes a fresh proof. */
async function signedInBefore(sub: string): Promise<void> {
  await signInBySso(sub);
  clock.turn({ minutes: 6 });
  expect(await act()).toBe(428);
}

/** Joins the provider's identity to the account that is signed in. */
async function linked(sub: string): Promise<void> {
  provider.person = { sub, preferred_username: sub };
  expect(await ledTo(await backFromProvider('link'))).toBe('/account?sso=finish');
  expect((await call('POST', '/sso/link')).status).toBe(200);
}

async function backHere(change?: (authorisation: URL) => void): Promise<void> {
  expect(await ledTo(await backFromProvider('step-up', change))).toBe('/step-up?sso=finish');
}

/** The newest step-ups on record, the last one in front. */
async function recorded(): Promise<unknown[][]> {
  const { rows } = await asRole(chatMan.database.ownerUrl, (client) =>
    client.query("SELECT outcome::text, reason FROM audit.event WHERE action = 'step-up.passed' ORDER BY seq DESC LIMIT 3"),
  );
  return (rows as { outcome: string; reason: string | null }[]).map(({ outcome, reason }) => [outcome, reason]);
}

describe('somebody who has single sign-on alone', () => {
  test('is asked for that alone', async () => {
    await signInBySso('ada');
    expect(await proofs()).toEqual({ proofs: ['sso'], provider: 'House account' });
  });

  test('signs in anew at the provider, and goes on under a new session id', async () => {
    await signedInBefore('ada');
    const before = sessionCookie();
    await backHere(({ searchParams }) => {
      expect([searchParams.get('prompt'), searchParams.get('max_age')]).toEqual(['login', '0']);
    });
    expect(await act()).toBe(428);
    const response = await confirm({ 'Sec-Fetch-Site': 'same-origin' });
    expect(response.status).toBe(200);
    const { validUntil } = (await response.json()) as { validUntil: string };
    expect(Date.parse(validUntil)).toBeGreaterThan(clock.now().getTime());
    expect(sessionCookie()).not.toBe(before);
    expect(await act()).toBe(204);
    expect((await recorded())[0]).toEqual(['success', null]);
    const old = await fetch(`${chatMan.url}/api/auth/me`, { headers: { Cookie: before! } });
    expect(old.status).toBe(401);
  });

  test('is not asked at the provider to sign in anew when they come in', async () => {
    provider.person = { sub: 'ada', preferred_username: 'ada' };
    await backFromProvider('sign-in', ({ searchParams }) => {
      expect([searchParams.has('prompt'), searchParams.has('max_age')]).toEqual([false, false]);
    });
  });
});

describe('what everybody can prove themselves by', () => {
  test('is a password; and the provider when it is linked', async () => {
    await aClient(chatMan, 'bertil');
    await signInByPassword('bertil');
    expect(await proofs()).toEqual({ proofs: ['password'], provider: null });
    await linked('S-bertil');
    expect(await proofs()).toEqual({ proofs: ['password', 'sso'], provider: 'House account' });
  });

  test('is a code too where there is an app; one of them is enough, as it is with the password', async () => {
    await signInBySso('cecilia');
    const enrolment = await call('POST', '/mfa/totp');
    const secret = fromBase32(((await enrolment.json()) as { secret: string }).secret);
    await call('POST', '/mfa/totp/confirm', { code: totpCode(secret, totpStep(clock.now())) });
    expect(await proofs()).toEqual({ proofs: ['code', 'sso'], provider: 'House account' });
    clock.turn({ minutes: 6 });
    await backHere();
    expect((await confirm()).status).toBe(200);
    expect(await act()).toBe(204);
  });

  test('is for nobody else to see or begin', async () => {
    expect((await call('GET', '/step-up')).status).toBe(401);
    expect(await answerOf(await call('POST', '/sso/start', { purpose: 'step-up' }))).toEqual([401, 'unauthenticated']);
    await signInByPassword('first.admin');
    expect(await answerOf(await call('POST', '/sso/start', { purpose: 'step-up' }))).toEqual([409, 'sso-not-linked']);
    const { token } = (await (
      await call('POST', '/tokens', { name: 'own', scopes: ['account:own'], expiresInDays: 1 })
    ).json()) as { token: string };
    const bearer = { Authorization: `Bearer ${token}`, Cookie: '' };
    expect(await answerOf(await call('POST', '/sso/start', { purpose: 'step-up' }, bearer))).toEqual([403, 'needs-session']);
    expect(await answerOf(await confirm(bearer))).toEqual([403, 'needs-session']);
  });
});

describe('is no proof, and changes nothing of the session:', () => {
  /** Refused, on record as that, and the act still waits for a proof. */
  async function isRefused(status: number, code: string, headers = { 'Sec-Fetch-Site': 'same-origin' }): Promise<void> {
    const before = sessionCookie();
    expect(await answerOf(await confirm(headers))).toEqual([status, code]);
    expect((await recorded())[0]).toEqual(['denied', code]);
    expect(sessionCookie()).toBe(before);
    expect(await act()).toBe(428);
  }

  test('somebody else at the provider, known here or not', async () => {
    await signInBySso('dagny');
    browser = new Browser(new Map([[site, chatMan.url]]));
    await signedInBefore('ada');
    for (const sub of ['dagny', 'a stranger']) {
      provider.person = { sub, preferred_username: 'ada' };
      browser.forget(provider.issuer); // else it asks there whether the one before shall be signed out
      await backHere();
      await isRefused(422, 'sso-other-identity');
    }
  });

  test('a provider that lets people through as they came before', async () => {
    await signedInBefore('ada');
    provider.signedInAt = new Date(clock.now().getTime() - 60_000);
    await backHere();
    await isRefused(422, 'sso-auth-time-old');
  });

  test('a provider that does not say when', async () => {
    await signedInBefore('ada');
    await backHere(({ searchParams }) => {
      searchParams.delete('max_age');
      searchParams.delete('prompt');
    });
    await isRefused(422, 'sso-auth-time-missing');
  });

  test('a provider whose clock is ahead', async () => {
    await signedInBefore('ada');
    provider.signedInAt = new Date(clock.now().getTime() + 60_000);
    await backHere();
    await isRefused(422, 'sso-auth-time-ahead');
  });

  test('an answer that was used', async () => {
    await signedInBefore('ada');
    const back = await backFromProvider('step-up');
    expect(await ledTo(back)).toBe('/step-up?sso=finish');
    const key = cookie('sso')!;
    expect((await confirm()).status).toBe(200);
    clock.turn({ minutes: 6 });
    await isRefused(422, 'sso-step-up-not-begun', withKey(key));
    expect(await ledTo(back)).toBe('/sign-in?sso=refused');
    expect(await answerOf(await confirm())).toEqual([422, 'sso-step-up-not-begun']);
    const fresh = new URL(await backFromProvider('step-up'));
    fresh.searchParams.set('code', new URL(back).searchParams.get('code')!);
    expect(await ledTo(fresh.href)).toBe('/step-up?sso=finish');
    await isRefused(401, 'sso-refused');
  });

  test('somebody who turned back there', async () => {
    await signedInBefore('ada');
    const back = new URL(await backFromProvider('step-up'));
    expect(await ledTo(`${callback}?error=access_denied&state=${back.searchParams.get('state')}`)).toBe('/step-up?sso=finish');
    await isRefused(401, 'sso-refused');
  });

  test('what was begun in another session, or by somebody else in this browser', async () => {
    await aClient(chatMan, 'erik');
    await signInByPassword('erik');
    await linked('S-erik');
    for (const next of ['erik', 'bertil']) {
      await signInByPassword('erik');
      await backHere();
      await signInByPassword(next);
      clock.turn({ minutes: 6 });
      await isRefused(422, 'sso-other-session');
    }
  });

  test('what another browser began', async () => {
    await signedInBefore('ada');
    const back = await backFromProvider('step-up');
    browser = new Browser(new Map([[site, chatMan.url]]));
    await signedInBefore('ada');
    expect(await ledTo(back)).toBe('/sign-in?sso=refused');
    expect(await answerOf(await confirm())).toEqual([422, 'sso-step-up-not-begun']);
    expect(await act()).toBe(428);
  });

  test('what lay about for ten minutes', async () => {
    await signedInBefore('ada');
    await backHere();
    clock.turn({ minutes: 10 });
    await isRefused(422, 'sso-step-up-not-begun');
  });

  test('a sign-in or a link; and a step-up is neither of them', async () => {
    await signedInBefore('ada');
    expect(await ledTo(await backFromProvider('sign-in'))).toBe('/sign-in?sso=finish');
    await isRefused(422, 'sso-step-up-not-begun');
    await backHere();
    expect(await answerOf(await call('POST', '/sso/finish', {}))).toEqual([401, 'sso-refused']);
    await signInByPassword('bertil');
    expect(await answerOf(await call('POST', '/sso/link'))).toEqual([422, 'sso-link-refused']);
  });
});

test('wrong ones are counted like wrong passwords: after five, right ones wait too', async () => {
  await signedInBefore('ada');
  const answers: unknown[] = [];
  for (let time = 0; time < 5; time += 1) answers.push(...(await answerOf(await confirm(withKey('chatman.sso=guessed')))));
  expect(answers).toEqual(Array(5).fill([422, 'sso-step-up-not-begun']).flat());
  await backHere();
  expect(await answerOf(await confirm())).toEqual([429, 'too-many-failures']);
  expect(await act()).toBe(428);
  clock.turn({ minutes: 15 });
});
