import { beforeEach, describe, expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { answerOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { fromBase32 } from '../support/base32.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, proveAgain, signedIn, type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const clock = new AdjustableClock();
const chatMan = await anApp({ clock, settings: { limits: { requestsPerMinute: 100_000 }, auth: { requireMfa: 'staff' } } });
const because = { reason: 'The telephone fell into the lake', identityCheck: 'Came to the desk with a passport' };
let secret: Buffer;
let recoveryCodes: string[];

const codeNow = (of: Buffer = secret): string => totpCode(of, totpStep(clock.now()));
const nextStep = (): void => clock.advance({ seconds: 30 });
const login = (body: object) =>
  fetch(`${chatMan.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const adas = { username: 'ada', password: goodPassword };

async function enrol(person: Person): Promise<{ secret: Buffer; codes: string[] }> {
  const begun = await person.ask<{ secret: string; otpauthUrl: string }>('POST', '/auth/mfa/totp');
  expect(begun.otpauthUrl).toContain(`secret=${begun.secret}`);
  const own = fromBase32(begun.secret);
  const { codes } = await person.ask<{ codes: string[] }>('POST', '/auth/mfa/totp/confirm', { code: codeNow(own) });
  return { secret: own, codes };
}

describe('a person who owes a second factor', () => {
  test('can enrol it, and nothing else', async () => {
    const ada = await theFirstAdmin(chatMan, 'ada');
    expect(await ada.ask('GET', '/auth/me')).toMatchObject({
      permissions: ['account:own'],
      mfa: { enrolled: false, required: true },
    });
    const codeOf = async (path: string) => ((await (await ada.send('GET', path)).json()) as { code: string }).code;
    expect([await codeOf('/users'), await codeOf('/chat/conversations')]).toEqual([
      'second-factor-required',
      'second-factor-required',
    ]);
    expect(await codeOf('/audit/events')).toBe('forbidden'); // which the role does not allow with one either
    expect((await ada.send('POST', '/auth/mfa/totp/confirm', { code: '000000' })).status).toBe(404);
    const begun = await ada.ask<{ secret: string }>('POST', '/auth/mfa/totp');
    const wrong = codeNow(fromBase32(begun.secret)) === '000000' ? '111111' : '000000';
    expect((await ada.send('POST', '/auth/mfa/totp/confirm', { code: wrong })).status).toBe(422);
    ({ secret, codes: recoveryCodes } = await enrol(ada));
    expect(recoveryCodes).toHaveLength(10);
    expect((await ada.send('GET', '/users')).status).toBe(200);
  });

  test('is not a client, who may and need not', async () => {
    const bertil = await aClient(chatMan, 'bertil');
    expect(await bertil.ask('GET', '/auth/me')).toMatchObject({ mfa: { enrolled: false, required: false } });
  });
});

describe('signing in with a second factor', () => {
  /** Failures of one test do not count in the next. */
  beforeEach(() => clock.advance({ minutes: 15 }));

  test('asks for the code, after the password alone', async () => {
    expect(await answerOf(await login(adas))).toEqual([401, 'mfa-required']);
    expect(await answerOf(await login({ ...adas, password: 'wrong' }))).toEqual([401, 'invalid-credentials']);
    expect(await answerOf(await login({ ...adas, password: 'wrong', code: codeNow() }))).toEqual([401, 'invalid-credentials']);
  });

  test('takes each code once, even when it is sent many times in parallel', async () => {
    nextStep();
    const code = codeNow();
    const statuses = (await Promise.all(Array.from({ length: 4 }, () => login({ ...adas, code })))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(await answerOf(await login({ ...adas, code }))).toEqual([401, 'invalid-credentials']);
  });

  test('refuses codes of an hour ago', async () => {
    expect(await answerOf(await login({ ...adas, code: totpCode(secret, totpStep(clock.now()) - 120) }))).toEqual([
      401,
      'invalid-credentials',
    ]);
  });

  test('takes each recovery code once, however it is typed', async () => {
    const code = recoveryCodes[0]!.toLowerCase().replaceAll('-', '');
    expect((await login({ ...adas, code })).status).toBe(200);
    expect(await answerOf(await login({ ...adas, code: recoveryCodes[0] }))).toEqual([401, 'invalid-credentials']);
    const { rows } = await asRole(chatMan.database.ownerUrl, (client) =>
      client.query('SELECT count(*)::int AS left FROM auth.recovery_code'),
    );
    expect(rows).toEqual([{ left: 9 }]);
  });

  test('has recovery codes with more than 112 bits, so that a hash keeps them', () => {
    for (const code of recoveryCodes) expect(code).toMatch(/^(?:[A-HJKMNP-TV-Z2-9]{4}-){5}[A-HJKMNP-TV-Z2-9]{4}$/);
    expect(24 * Math.log2(30)).toBeGreaterThan(112);
  });

  test('makes new recovery codes, which invalidates the old ones, and notifies', async () => {
    const ada = await withCode();
    const { codes } = await ada.ask<{ codes: string[] }>('POST', '/auth/mfa/recovery-codes');
    expect(new Set([...codes, ...recoveryCodes]).size).toBe(20);
    expect(await answerOf(await login({ ...adas, code: recoveryCodes[2] }))).toEqual([401, 'invalid-credentials']);
    expect((await login({ ...adas, code: codes[2] })).status).toBe(200);
    const { items } = await ada.ask<{ items: { kind: string }[] }>('GET', '/auth/notices');
    const told = items.map(({ kind }) => kind).filter((kind) => kind.startsWith('mfa.'));
    expect(told.slice(0, 2)).toEqual(['mfa.recovery-code-used', 'mfa.recovery-codes-made']);
    recoveryCodes = codes;
    const bertil = await signedIn(chatMan, 'bertil');
    expect((await bertil.send('POST', '/auth/mfa/recovery-codes')).status).toBe(404);
    clock.advance({ minutes: 6 });
    expect((await ada.send('POST', '/auth/mfa/recovery-codes')).status).toBe(428);
  });

  test('counts wrong codes as failures', async () => {
    const codes = ['000000', '000001', '000002', '000003', '000004'].filter((code) => code !== codeNow());
    for (const code of [...codes, '999998'].slice(0, 5)) await login({ ...adas, code });
    expect((await login({ ...adas, code: codeNow() })).status).toBe(429);
  });

  test('neither secret nor recovery code can be read from the tables', async () => {
    const { rows } = await asRole(chatMan.database.ownerUrl, (client) =>
      client.query(
        "SELECT encode(secret, 'hex') AS kept FROM auth.totp UNION SELECT encode(code_hash, 'hex') FROM auth.recovery_code",
      ),
    );
    const kept = JSON.stringify(rows);
    expect(kept).not.toContain(secret.toString('hex'));
    expect(kept).not.toContain(Buffer.from(recoveryCodes[1]!.replaceAll('-', '')).toString('hex'));
  });
});

describe('the second factor', () => {
  beforeEach(() => clock.advance({ minutes: 15 }));

  test('proves a step-up too', async () => {
    const ada = await withCode();
    nextStep();
    expect((await ada.send('POST', '/auth/step-up', { code: codeNow() })).status).toBe(200);
    expect((await ada.send('POST', '/auth/step-up', { code: codeNow() })).status).toBe(401);
    expect((await ada.send('POST', '/auth/step-up', { code: codeNow(), password: goodPassword })).status).toBe(400);
  });

  test('can be changed after a fresh sign-in, not by an idle session', async () => {
    const ada = await withCode();
    clock.advance({ minutes: 6 });
    expect((await ada.send('DELETE', '/auth/mfa/totp')).status).toBe(428);
    await ada.ask('POST', '/auth/step-up', { password: goodPassword });
    expect((await ada.send('DELETE', '/auth/mfa/totp')).status).toBe(204);
    expect((await ada.send('GET', '/users')).status).toBe(403);
    ({ secret } = await enrol(ada));
    expect((await ada.send('POST', '/auth/mfa/totp')).status).toBe(409);
  });

  test('of a person who lost it is removed by an administrator after a step-up, where there is no second one', async () => {
    const cecilia = await aClient(chatMan, 'cecilia');
    await enrol(cecilia);
    const { id } = cecilia;
    nextStep();
    const ada = await withCode();
    expect((await ada.send('POST', `/users/${id}/reset-mfa`, because)).status).toBe(428);
    await ada.ask('POST', '/auth/step-up', { password: goodPassword });
    expect(await ada.ask('POST', `/users/${id}/reset-mfa`, because)).toMatchObject({ mfaEnrolled: false });
    expect((await cecilia.send('GET', '/auth/me')).status).toBe(401);
    await signedIn(chatMan, 'cecilia');
  });

  test('is removed only with a statement of how the person was verified', async () => {
    const { id } = await signedIn(chatMan, 'cecilia');
    const ada = await withCode();
    await proveAgain(ada);
    for (const identityCheck of [undefined, '', 'yes', '   I know   '])
      expect((await ada.send('POST', `/users/${id}/reset-mfa`, { reason: because.reason, identityCheck })).status).toBe(400);
  });
});

async function withCode(): Promise<Person> {
  nextStep();
  return signedIn(chatMan, 'ada', goodPassword, { code: codeNow() });
}
