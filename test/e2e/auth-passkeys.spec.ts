import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { answerOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { SoftwareAuthenticator, type Spoiled } from '../support/authenticator.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, signedIn, type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

type Creation = Parameters<SoftwareAuthenticator['create']>[0];
type Request = Parameters<SoftwareAuthenticator['get']>[0];

const site = 'http://chatman.test';
const clock = new AdjustableClock();
const chatMan = await anApp({ clock, environment: { PUBLIC_URL: site } });
await theFirstAdmin(chatMan, 'first.admin');
const anAdmin = () => aSessionOf(chatMan, 'first.admin');

const visit = (path: string, body: object = {}) =>
  fetch(`${chatMan.url}/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const request = async () => (await (await visit('/auth/passkeys/request')).json()) as Request;
const kindsOf = async (person: Person) =>
  (await person.ask<{ items: { kind: string }[] }>('GET', '/auth/notices')).items.map(({ kind }) => kind);

async function added(person: Person, authenticator: SoftwareAuthenticator, name = 'Key at the office') {
  const creation = await person.ask<Creation>('POST', '/auth/passkeys/creation');
  return person.ask<{ id: string; recoveryCodes: string[] | null }>('POST', '/auth/passkeys', {
    name,
    credential: authenticator.create(creation),
  });
}

const signInWith = async (authenticator: SoftwareAuthenticator, spoiled: Spoiled = {}) =>
  visit('/auth/passkeys/sign-in', { passkey: authenticator.get(await request(), spoiled) });

/** Failures of one test do not count in the next. */
beforeEach(() => clock.advance({ minutes: 15 }));

describe('a passkey', () => {
  const key = new SoftwareAuthenticator(site);
  let codes: string[];

  test('is added after a fresh sign-in, with recovery codes for the first, and its owner is notified', async () => {
    const ada = await aClient(chatMan, 'ada');
    const { recoveryCodes } = await added(ada, key);
    codes = recoveryCodes!;
    expect(codes).toHaveLength(10);
    expect(await ada.ask('GET', '/auth/passkeys')).toMatchObject({ items: [{ name: 'Key at the office', lastUsedAt: null }] });
    expect(await ada.ask('GET', '/auth/me')).toMatchObject({
      mfa: { enrolled: true, app: false, passkeys: 1, recoveryCodes: 10 },
    });
    expect(await kindsOf(ada)).toEqual(['passkey.added']);
    expect((await added(ada, new SoftwareAuthenticator(site), 'Spare key')).recoveryCodes).toBeNull();
  });

  test('signs in alone, without a name', async () => {
    const response = await signInWith(key);
    expect(await response.json()).toMatchObject({ success: true, user: { username: 'ada' } });
    expect(response.headers.getSetCookie().at(-1)).toMatch(/^chatman\.sid=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('is a second factor: the password alone is no longer enough', async () => {
    const credentials = { username: 'ada', password: goodPassword };
    expect(await answerOf(await visit('/auth/login', credentials))).toEqual([401, 'mfa-required']);
    expect((await visit('/auth/login', { ...credentials, passkey: key.get(await request()) })).status).toBe(200);
    expect(
      await answerOf(await visit('/auth/login', { ...credentials, password: 'wrong', passkey: key.get(await request()) })),
    ).toEqual([401, 'invalid-credentials']);
  });

  test('of another person is no second factor', async () => {
    const bertils = new SoftwareAuthenticator(site);
    await added(await aClient(chatMan, 'bertil'), bertils);
    const body = { username: 'ada', password: goodPassword, passkey: bertils.get(await request()) };
    expect(await answerOf(await visit('/auth/login', body))).toEqual([401, 'invalid-credentials']);
  });

  test('can be replaced by a recovery code, once', async () => {
    const body = { username: 'ada', password: goodPassword, code: codes[0] };
    expect((await visit('/auth/login', body)).status).toBe(200);
    expect((await visit('/auth/login', body)).status).toBe(401);
  });

  test('proves a step-up', async () => {
    const ada = await signedIn(chatMan, 'ada', goodPassword, { code: codes[1] });
    clock.advance({ minutes: 6 });
    expect((await ada.send('POST', '/auth/passkeys/creation')).status).toBe(428);
    expect((await ada.send('POST', '/auth/step-up', { passkey: key.get(await request()) })).status).toBe(200);
    expect((await ada.send('POST', '/auth/passkeys/creation')).status).toBe(200);
    expect((await ada.send('POST', '/auth/step-up', {})).status).toBe(400);
  });

  test('that only takes a touch is a second factor, and not the only one', async () => {
    const touch = new SoftwareAuthenticator(site, { verifiesUser: false });
    await added(await aClient(chatMan, 'cecilia'), touch);
    expect(await answerOf(await signInWith(touch))).toEqual([401, 'invalid-credentials']);
    const body = { username: 'cecilia', password: goodPassword, passkey: touch.get(await request()) };
    expect((await visit('/auth/login', body)).status).toBe(200);
  });

  test('that does not count its uses works too', async () => {
    const synced = new SoftwareAuthenticator(site, { counts: false });
    await added(await aClient(chatMan, 'dagny'), synced);
    expect((await signInWith(synced)).status).toBe(200);
    expect((await signInWith(synced)).status).toBe(200);
  });

  test('opens while wrong passwords of others have blocked sign-in by password', async () => {
    const own = new SoftwareAuthenticator(site);
    await added(await aClient(chatMan, 'ivar'), own);
    for (let failure = 0; failure < 5; failure += 1) await visit('/auth/login', { username: 'ivar', password: 'wrong' });
    expect((await visit('/auth/login', { username: 'ivar', password: goodPassword })).status).toBe(429);
    expect((await signInWith(own)).status).toBe(200);
  });

  test('is added once, and not seen or removed by others', async () => {
    const erik = await aClient(chatMan, 'erik');
    const creation = await erik.ask<Creation>('POST', '/auth/passkeys/creation');
    const again = await erik.send('POST', '/auth/passkeys', { name: 'Hers', credential: key.copy().create(creation) });
    expect(await answerOf(again)).toEqual([409, 'passkey-known']);
    const own = new SoftwareAuthenticator(site);
    const { id } = await added(erik, own);
    expect((await (await anAdmin()).send('DELETE', `/auth/passkeys/${id}`)).status).toBe(404);
    expect((await erik.send('DELETE', `/auth/passkeys/${id}`)).status).toBe(204);
    expect(await kindsOf(erik)).toEqual(['passkey.removed', 'passkey.added']);
    expect(await answerOf(await signInWith(own))).toEqual([401, 'invalid-credentials']);
    await signedIn(chatMan, 'erik');
  });

  test('is renamed by its owner alone, after a fresh proof', async () => {
    const greta = await aClient(chatMan, 'greta');
    const { id } = await added(greta, new SoftwareAuthenticator(site), 'Phone');
    const path = `/auth/passkeys/${id}`;
    expect(await greta.ask('PATCH', path, { name: '  Old phone ' })).toMatchObject({ id, name: 'Old phone', lastUsedAt: null });
    expect(await greta.ask('GET', '/auth/passkeys')).toMatchObject({ items: [{ id, name: 'Old phone' }] });
    for (const body of [{}, { name: ' ' }, { name: 'x'.repeat(101) }, { name: 'Two\nlines' }, { name: 'Phone', userId: id }])
      expect((await greta.send('PATCH', path, body)).status).toBe(400);
    expect((await (await anAdmin()).send('PATCH', path, { name: 'Mine now' })).status).toBe(404);
    clock.advance({ minutes: 6 });
    expect((await greta.send('PATCH', path, { name: 'Phone' })).status).toBe(428);
    expect(await greta.ask('GET', '/auth/passkeys')).toMatchObject({ items: [{ name: 'Old phone' }] });
  });

  test('that is the only way into its account stays', async () => {
    const gerda = await aClient(chatMan, 'gerda');
    const { id } = await added(gerda, new SoftwareAuthenticator(site));
    const { id: gerdasId } = gerda;
    await asRole(chatMan.database.ownerUrl, (db) =>
      db.query('UPDATE auth.user SET password_hash = NULL WHERE id = $1', [gerdasId]),
    );
    expect(await answerOf(await gerda.send('DELETE', `/auth/passkeys/${id}`))).toEqual([409, 'last-way-in']);
    expect(await gerda.ask('GET', '/auth/passkeys')).toMatchObject({ items: [{ id }] });
  });

  test('of a disabled account opens nothing', async () => {
    const frida = await aClient(chatMan, 'frida');
    const own = new SoftwareAuthenticator(site);
    await added(frida, own);
    const { id } = frida;
    await (await anAdmin()).ask('POST', `/users/${id}/disable`, { reason: 'Left the house' });
    expect(await answerOf(await signInWith(own))).toEqual([401, 'invalid-credentials']);
  });

  test('goes with the other factors when two people remove them', async () => {
    const gustav = await aClient(chatMan, 'gustav');
    await added(gustav, new SoftwareAuthenticator(site));
    const { id } = gustav;
    const boss = await anAdmin();
    await boss.ask('POST', '/auth/step-up', { password: goodPassword });
    const command = { reason: 'Lost the key', identityCheck: 'Came to the desk with a passport' };
    expect(await boss.ask('POST', `/users/${id}/reset-mfa`, command)).toMatchObject({ mfaEnrolled: false });
    await signedIn(chatMan, 'gustav');
  });
});

describe('an answer is refused', () => {
  const key = new SoftwareAuthenticator(site);
  beforeAll(async () => void (await added(await aClient(chatMan, 'hedda'), key)));

  test.each<[string, Spoiled]>([
    ['from another site', { origin: 'http://chatman.test.evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['to a challenge that was not asked', { challenge: 'A'.repeat(43) }],
    ['of another kind', { type: 'webauthn.create' }],
    ['with the handle of another account', { userHandle: 'A'.repeat(43) }],
  ])('%s', async (_, spoiled) => {
    expect(await answerOf(await signInWith(key, spoiled))).toEqual([401, 'invalid-credentials']);
  });

  test('with a signature of another key', async () => {
    const challenge = await request();
    const [right, wrong] = [key.get(challenge), new SoftwareAuthenticator(site).get(challenge)];
    const passkey = { ...right, response: { ...right.response, signature: wrong.response.signature } };
    expect((await visit('/auth/passkeys/sign-in', { passkey })).status).toBe(401);
  });

  test('the second time, also when both come in parallel', async () => {
    const passkey = key.get(await request());
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => visit('/auth/passkeys/sign-in', { passkey })))).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 401, 401, 401]);
  });

  test('after five minutes', async () => {
    const challenge = await request();
    clock.advance({ minutes: 5 });
    expect((await visit('/auth/passkeys/sign-in', { passkey: key.get(challenge) })).status).toBe(401);
  });

  test('to a challenge that was for adding a passkey, and the other way round', async () => {
    const hedda = await signInWith(key);
    const cookie = hedda.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const asHedda = (path: string, body: object = {}) =>
      fetch(`${chatMan.url}/api${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Cookie: cookie },
        body: JSON.stringify(body),
      });
    const creation = (await (await asHedda('/auth/passkeys/creation')).json()) as Creation;
    const passkey = key.get({ challenge: creation.challenge, rpId: creation.rp.id });
    expect((await visit('/auth/passkeys/sign-in', { passkey })).status).toBe(401);
    const { challenge } = await request();
    const credential = new SoftwareAuthenticator(site).create({ ...creation, challenge });
    expect(await answerOf(await asHedda('/auth/passkeys', { name: 'x', credential }))).toEqual([422, 'passkey-refused']);
    const spoilt = new SoftwareAuthenticator(site).create(creation, { origin: 'http://evil.example' });
    expect((await asHedda('/auth/passkeys', { name: 'x', credential: spoilt })).status).toBe(422);
    const late = new SoftwareAuthenticator(site).create(creation);
    expect((await asHedda('/auth/passkeys', { name: 'x', credential: late })).status).toBe(422);
  });

  test('from a copy of the key, and its owner is notified', async () => {
    const copy = key.copy();
    expect((await signInWith(key)).status).toBe(200);
    expect(await answerOf(await signInWith(copy))).toEqual([401, 'invalid-credentials']);
    const { rows } = await asRole(chatMan.database.ownerUrl, (client) =>
      client.query("SELECT outcome, reason FROM audit.event WHERE action = 'passkey.copied'"),
    );
    expect(rows).toEqual([{ outcome: 'denied', reason: 'counter-did-not-grow' }]);
    const response = await signInWith(key);
    const cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const notices = await fetch(`${chatMan.url}/api/auth/notices`, { headers: { Cookie: cookie } });
    expect(JSON.stringify(await notices.json())).toContain('passkey.copied');
  });
});
