import { beforeAll, describe, expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { answerOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { fromBase32 } from '../support/base32.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, proveAgain, signedIn, type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const clock = new AdjustableClock();
const chatMan = await anApp({ clock, settings: { limits: { requestsPerMinute: 100_000 } } });
let secret: Buffer;
let codes: string[];
/** Of a person who then sets a second factor up in another one. */
let older: Person;
let enrolling: Person;

const stepUp = (person: Person, proof: object) => person.send('POST', '/auth/step-up', proof);
const proofsOf = (person: Person) => person.ask<{ proofs: string[] }>('GET', '/auth/step-up').then(({ proofs }) => proofs);

beforeAll(async () => {
  await theFirstAdmin(chatMan);
  older = await aClient(chatMan, 'cecilia');
  await proveAgain(older);
  enrolling = await aSessionOf(chatMan, 'cecilia');
  clock.advance({ seconds: 1 });
  const begun = await enrolling.ask<{ secret: string }>('POST', '/auth/mfa/totp');
  secret = fromBase32(begun.secret);
  const code = totpCode(secret, totpStep(clock.now()));
  ({ codes } = await enrolling.ask<{ codes: string[] }>('POST', '/auth/mfa/totp/confirm', { code }));
});

describe('a session from before a second factor was set up', () => {
  test.each([
    ['remove it', 'DELETE', '/auth/mfa/totp'],
    ['make recovery codes', 'POST', '/auth/mfa/recovery-codes'],
    ['add a passkey', 'POST', '/auth/passkeys/creation'],
    ['make a token', 'POST', '/auth/tokens'],
  ])('cannot %s, however lately it began or said the password', async (_, method, path) => {
    const body = path === '/auth/tokens' ? { name: 'mine', scopes: ['chat:use'], expiresInDays: 1 } : undefined;
    expect(await answerOf(await older.send(method, path, body))).toEqual([428, 'step-up-required']);
    expect(await answerOf(await stepUp(older, { password: goodPassword }))).toEqual([422, 'factor-proof-needed']);
    expect(await answerOf(await older.send(method, path, body))).toEqual([428, 'step-up-required']);
  });

  test('has to prove the factor alone, and open with it for as long as other proofs last', async () => {
    expect(await proofsOf(older)).toEqual(['code']);
    expect((await stepUp(older, { code: codes[0] })).status).toBe(200);
    expect((await older.send('POST', '/auth/passkeys/creation')).status).toBe(200);
    clock.advance({ minutes: 6 });
    expect(await answerOf(await older.send('DELETE', '/auth/mfa/totp'))).toEqual([428, 'step-up-required']);
    expect(await answerOf(await stepUp(older, { password: goodPassword }))).toEqual([422, 'factor-proof-needed']);
  });

  test('is also the one in which it was set up, once a while has passed', async () => {
    expect(await answerOf(await stepUp(enrolling, { password: goodPassword }))).toEqual([422, 'factor-proof-needed']);
    expect(await answerOf(await enrolling.send('DELETE', '/auth/mfa/totp'))).toEqual([428, 'step-up-required']);
  });

  test('is none that signed in with it, which says the password as before and may remove it', async () => {
    const code = totpCode(secret, totpStep(clock.now()));
    const newer = await signedIn(chatMan, 'cecilia', goodPassword, { code });
    clock.advance({ minutes: 6 });
    expect(await proofsOf(newer)).toEqual(['code', 'password']);
    expect((await stepUp(newer, { password: goodPassword })).status).toBe(200);
    expect(await answerOf(await newer.send('DELETE', '/auth/mfa/totp'))).toEqual([204, undefined]);
    expect((await stepUp(older, { password: goodPassword })).status).toBe(200);
  });
});
