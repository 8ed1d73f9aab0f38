import { beforeEach, describe, expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { fromBase32 } from '../support/base32.js';
import { answerOf } from '../support/answers.js';
import { aClient } from '../support/inserted-people.js';
import { goodPassword } from '../support/people.js';
import { anSsoApp, type SsoBrowser } from '../support/sso.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const clock = new AdjustableClock();
const { chatMan, provider, admin, aBrowser } = await anSsoApp(clock);
let browser: SsoBrowser;

beforeEach(() => {
  browser = aBrowser();
  Object.assign(provider, { signedInAt: null, error: null });
  // So that the wrong proofs of the test before do not count any more.
  clock.advance({ minutes: 16 });
});

const proofs = async () => (await browser.call('GET', '/step-up')).json();
const confirm = (headers?: Record<string, string>) => browser.call('POST', '/sso/step-up', undefined, headers);
/** An act that takes a proof of the last five minutes. */
const act = async () => (await browser.call('DELETE', '/sessions')).status;
const signInByPassword = (username: string) => browser.call('POST', '/login', { username, password: goodPassword });
const cookie = (name: 'sid' | 'sso') => browser.cookieOf(name)?.split(';')[0];
const sessionCookie = () => cookie('sid');
/** The browser's request with an earlier key, or with an invented one. */
const withKey = (key: string) => ({ Cookie: `${sessionCookie()}; ${key}`, 'Sec-Fetch-Site': 'same-origin' });

async function signInBySso(sub: string): Promise<void> {
  provider.person = { sub, preferred_username: sub };
  expect((await browser.signInBySso()).status).toBe(200);
}

/** Signed in by single sign-on alone, too long ago for what takes a fresh proof. */
async function signedInBefore(sub: string): Promise<void> {
  await signInBySso(sub);
  clock.advance({ minutes: 6 });
  expect(await act()).toBe(428);
}

/** Joins the provider's identity to the account that is signed in. */
async function linked(sub: string): Promise<void> {
  provider.person = { sub, preferred_username: sub };
  expect(await browser.ledTo(await browser.backFromProvider('link'))).toBe('/account?sso=finish');
  expect((await browser.call('POST', '/sso/link')).status).toBe(200);
}

async function backHere(change?: (authorisation: URL) => void): Promise<void> {
  expect(await browser.ledTo(await browser.backFromProvider('step-up', change))).toBe('/step-up?sso=finish');
}

/** The newest step-ups on record, the last one in front. */
async function recorded(): Promise<unknown[][]> {
  const { rows } = await asRole(chatMan.database.ownerUrl, (client) =>
    client.query("SELECT outcome::text, reason FROM audit.event WHERE action = 'step-up.passed' ORDER BY seq DESC LIMIT 3"),
  );
  return (rows as { outcome: string; reason: string | null }[]).map(({ outcome, reason }) => [outcome, reason]);
}

describe('a person with single sign-on alone', () => {
  test('has to prove that alone', async () => {
    await signInBySso('ada');
    expect(await proofs()).toEqual({ proofs: ['sso'], provider: 'House account' });
  });

  test('signs in again at the provider, and goes on under a new session id', async () => {
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

  test('does not have to sign in again at the provider for a plain sign-in', async () => {
    provider.person = { sub: 'ada', preferred_username: 'ada' };
    await browser.backFromProvider('sign-in', ({ searchParams }) => {
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
    const enrolment = await browser.call('POST', '/mfa/totp');
    const secret = fromBase32(((await enrolment.json()) as { secret: string }).secret);
    await browser.call('POST', '/mfa/totp/confirm', { code: totpCode(secret, totpStep(clock.now())) });
    expect(await proofs()).toEqual({ proofs: ['code', 'sso'], provider: 'House account' });
    clock.advance({ minutes: 6 });
    // Of the session that began without it, the word of the provider is not enough.
    expect(await proofs()).toMatchObject({ proofs: ['code'] });
    await backHere();
    expect(await (await confirm()).json()).toMatchObject({ complete: false });
    expect(await act()).toBe(428);

    browser = aBrowser();
    expect(await answerOf(await browser.signInBySso())).toEqual([401, 'mfa-required']);
    const code = totpCode(secret, totpStep(clock.now()));
    expect((await browser.call('POST', '/sso/finish', { code })).status).toBe(200);
    clock.advance({ minutes: 6 });
    expect(await proofs()).toMatchObject({ proofs: ['code', 'sso'] });
    await backHere();
    expect(await (await confirm()).json()).toMatchObject({ complete: true });
    expect(await act()).toBe(204);
  });

  test('cannot be seen or begun by another person', async () => {
    expect((await browser.call('GET', '/step-up')).status).toBe(401);
    expect(await answerOf(await browser.call('POST', '/sso/start', { purpose: 'step-up' }))).toEqual([401, 'unauthenticated']);
    await signInByPassword(admin.username);
    expect(await answerOf(await browser.call('POST', '/sso/start', { purpose: 'step-up' }))).toEqual([409, 'sso-not-linked']);
    const { token } = (await (
      await browser.call('POST', '/tokens', { name: 'own', scopes: ['account:own'], expiresInDays: 1 })
    ).json()) as { token: string };
    const bearer = { Authorization: `Bearer ${token}`, Cookie: '' };
    expect(await answerOf(await browser.call('POST', '/sso/start', { purpose: 'step-up' }, bearer))).toEqual([
      403,
      'needs-session',
    ]);
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

  test('another person at the provider, known here or not', async () => {
    await signInBySso('dagny');
    browser = aBrowser();
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
    const back = await browser.backFromProvider('step-up');
    expect(await browser.ledTo(back)).toBe('/step-up?sso=finish');
    const key = cookie('sso')!;
    expect((await confirm()).status).toBe(200);
    clock.advance({ minutes: 6 });
    await isRefused(422, 'sso-step-up-not-begun', withKey(key));
    expect(await browser.ledTo(back)).toBe('/sign-in?sso=refused');
    expect(await answerOf(await confirm())).toEqual([422, 'sso-step-up-not-begun']);
    const fresh = new URL(await browser.backFromProvider('step-up'));
    fresh.searchParams.set('code', new URL(back).searchParams.get('code')!);
    expect(await browser.ledTo(fresh.href)).toBe('/step-up?sso=finish');
    await isRefused(401, 'sso-refused');
  });

  test('a provider error other than a cancellation, and a cancellation with the wrong state', async () => {
    await signedInBefore('ada');
    provider.error = 'login_required';
    await backHere();
    await isRefused(401, 'sso-refused');
    provider.error = 'access_denied';
    const back = new URL(await browser.backFromProvider('step-up'));
    back.searchParams.set('state', 'of-another-step-up');
    expect(await browser.ledTo(back.href)).toBe('/step-up?sso=finish');
    await isRefused(401, 'sso-refused');
  });

  test('what was begun in another session, or by another person in this browser', async () => {
    await aClient(chatMan, 'erik');
    await signInByPassword('erik');
    await linked('S-erik');
    for (const next of ['erik', 'bertil']) {
      await signInByPassword('erik');
      await backHere();
      await signInByPassword(next);
      clock.advance({ minutes: 6 });
      await isRefused(422, 'sso-other-session');
    }
  });

  test('what another browser began', async () => {
    await signedInBefore('ada');
    const back = await browser.backFromProvider('step-up');
    browser = aBrowser();
    await signedInBefore('ada');
    expect(await browser.ledTo(back)).toBe('/sign-in?sso=refused');
    expect(await answerOf(await confirm())).toEqual([422, 'sso-step-up-not-begun']);
    expect(await act()).toBe(428);
  });

  test('what lay about for ten minutes', async () => {
    await signedInBefore('ada');
    await backHere();
    clock.advance({ minutes: 10 });
    await isRefused(422, 'sso-step-up-not-begun');
  });

  test('a sign-in or a link; and a step-up is neither of them', async () => {
    await signedInBefore('ada');
    expect(await browser.ledTo(await browser.backFromProvider('sign-in'))).toBe('/sign-in?sso=finish');
    await isRefused(422, 'sso-step-up-not-begun');
    await backHere();
    expect(await answerOf(await browser.call('POST', '/sso/finish', {}))).toEqual([401, 'sso-refused']);
    await signInByPassword('bertil');
    expect(await answerOf(await browser.call('POST', '/sso/link'))).toEqual([422, 'sso-link-refused']);
  });
});

describe('the limit of wrong proofs', () => {
  const wrong = async () => answerOf(await confirm(withKey('chatman.sso=guessed')));
  const isWrong = [422, 'sso-step-up-not-begun'];
  const isTooMany = [429, 'too-many-failures'];

  /** On record as what it is, and nothing of the session changes. */
  async function turnBack(): Promise<void> {
    const before = sessionCookie();
    provider.error = 'access_denied';
    await backHere();
    provider.error = null;
    expect(await answerOf(await confirm())).toEqual([422, 'sso-cancelled']);
    expect((await recorded())[0]).toEqual(['failed', 'sso-cancelled']);
    expect(sessionCookie()).toBe(before);
    expect(await act()).toBe(428);
  }

  test('is that of wrong passwords: after five, right ones wait too', async () => {
    await signedInBefore('ada');
    for (let time = 0; time < 5; time += 1) expect(await wrong()).toEqual(isWrong);
    await backHere();
    expect(await answerOf(await confirm())).toEqual(isTooMany);
    expect(await act()).toBe(428);
  });

  test('does not count cancellations at the provider, and keeps earlier wrong proofs', async () => {
    await signedInBefore('ada');
    for (let time = 0; time < 4; time += 1) expect(await wrong()).toEqual(isWrong);
    await turnBack();
    await turnBack();
    expect(await wrong()).toEqual(isWrong);
    expect(await wrong()).toEqual(isTooMany);
    await turnBack();
    expect(await wrong()).toEqual(isTooMany);
  });

  test('counts what comes a second time of one that was turned back', async () => {
    await signedInBefore('ada');
    provider.error = 'access_denied';
    await backHere();
    const key = cookie('sso')!;
    await confirm();
    expect(await answerOf(await confirm(withKey(key)))).toEqual(isWrong);
    expect((await recorded()).slice(0, 2)).toEqual([
      ['denied', 'sso-step-up-not-begun'],
      ['failed', 'sso-cancelled'],
    ]);
  });
});
