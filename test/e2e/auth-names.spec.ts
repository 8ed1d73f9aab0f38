import { afterEach, describe, expect, test, vi } from 'vitest';
import { AccountKeys } from '../../apps/api/src/auth/account/account-keys.js';
import { AlikeNamesUpkeep } from '../../apps/api/src/auth/account/names/alike-names.upkeep.js';
import { KeyringRepository } from '../../libs/platform/keyring/keyring.repository.js';
import { Keyring } from '../../libs/platform/keyring/keyring.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, proveAgain, signedIn } from '../support/people.js';

const chatMan = await anApp({ settings: { limits: { requestsPerMinute: 100_000, loginFailures: 100 } } });
const ada = await theFirstAdmin(chatMan, 'ada');

interface Problem {
  readonly code: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}
interface UserAnswer {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
}
const problemOf = async (answer: Promise<Response>): Promise<Problem> => (await (await answer).json()) as Problem;
const { rows } = chatMan.database;
const made = (username: string, displayName: string) => ada.ask<UserAnswer>('POST', '/users', { username, displayName });
const attempt = async (username: string, displayName: string) => {
  await proveAgain(ada);
  return ada.send('POST', '/users', { username, displayName });
};

/** Cyrillic lookalikes of the Latin letters. */
const imitated = (name: string): string =>
  name.replace(/[aeopc]/g, (letter) => ({ a: 'а', e: 'е', o: 'о', p: 'р', c: 'с' })[letter]!);

afterEach(() => vi.restoreAllMocks());

describe('usernames', () => {
  test.each(['дмитрий', 'Αλέξης', 'محمد', 'संजय', '李明', 'søren'])('may be of any script: %s signs in', async (username) => {
    const person = await aClient(chatMan, username);
    expect(await person.ask('GET', '/auth/me')).toMatchObject({ username });
  });

  test('are one however their accents are typed', async () => {
    await aClient(chatMan, 'andre\u0301');
    expect((await signedIn(chatMan, 'Andr\u00e9')).username).toBe('Andr\u00e9');
    expect(await problemOf(attempt('andr\u00e9', 'Another one'))).toMatchObject({ code: 'username-taken' });
  });

  test('that look like another one are refused', async () => {
    await made('paloma.pace', 'Paloma Pace');
    for (const username of [imitated('paloma.pace'), 'pa1oma.pace', 'paIoma.pace', 'palorna.pace', '\uff50aloma.pace'])
      expect(await problemOf(attempt(username, 'Somebody')), username).toMatchObject({
        code: username.startsWith('\uff50') ? 'username-taken' : 'username-alike',
      });
  });

  test('that look like another one are refused at registration without a reason', async () => {
    const answer = await fetch(`${chatMan.url}/api/auth/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: imitated('paloma.pace'), password: goodPassword, displayName: 'Somebody' }),
    });
    expect(answer.status).toBe(201);
    await expect(signedIn(chatMan, imitated('paloma.pace'))).rejects.toThrow('401');
    expect(await rows("SELECT outcome FROM audit.event WHERE action = 'user.registered' AND reason = 'username-alike'")).toEqual([
      { outcome: 'failed' },
    ]);
  });

  test.each(['ad\u200bele', 'ad\u202eele', 'ad\u3164ele'])('with what nobody sees are refused: %j', async (username) => {
    const { code, errors } = await problemOf(attempt(username, 'Adele'));
    expect([code, errors]).toEqual([
      'invalid-request',
      [{ path: 'username', message: 'contains an invisible character, or one that changes the writing direction' }],
    ]);
  });
});

describe('names of people', () => {
  test('may be shared, but not imitated', async () => {
    const first = await made('anna.1', 'Anna Rapp');
    await made('anna.2', 'Anna Rapp');
    expect(await problemOf(attempt('anna.3', imitated('Anna Rapp')))).toMatchObject({ code: 'display-name-alike' });
    const other = await made('berta', 'Berta Berg');
    const rename = (id: string, displayName: string) => ada.send('PATCH', `/users/${id}`, { displayName });
    expect(await problemOf(rename(other.id, imitated('Anna Rapp')))).toMatchObject({ code: 'display-name-alike' });
    expect((await rename(other.id, 'Anna Rapp')).status).toBe(200);
    expect((await rename(first.id, 'Anna Rapp-Berg')).status).toBe(200);
    expect((await rename(other.id, imitated('Anna Rapp-Berg'))).status).toBe(409);
  });

  test('have one space between words, of any typed width', async () => {
    expect(await made('yamada', '山田\u3000太郎')).toMatchObject({ displayName: '山田 太郎' });
  });

  test.each(['Eve \u202eadA', 'Ad\u200ba', 'Ad\ufe0fa'])('hold nothing that nobody sees: %j', async (displayName) => {
    expect(await problemOf(attempt('eve.1', displayName))).toMatchObject({
      code: 'invalid-request',
      errors: [{ path: 'displayName' }],
    });
  });
});

describe('accounts from before names were checked for lookalikes', () => {
  test('are compared after the next start; two that look alike already keep their names', async () => {
    await made('cecil', 'Cecil Cope');
    await made('xxxxx', 'Somebody Else');
    const keys = chatMan.app.get(AccountKeys);
    const keyring = chatMan.app.get(Keyring);
    const twin = imitated('cecil');
    const [{ id }] = (await rows('SELECT id FROM auth.user ORDER BY id DESC LIMIT 1')) as [{ id: string }];
    const sealed = (await keyring.forSubject(id)).seal({ table: 'auth.user', column: 'username', row: id }, twin);
    const index = await keys.usernameIndex(twin);
    await asRole(chatMan.database.ownerUrl, async (client) => {
      await client.query('UPDATE auth.user SET username = $2, username_index = $3 WHERE id = $1', [id, sealed, index]);
      await client.query('UPDATE auth.user SET username_likeness = NULL, display_name_likeness = NULL');
    });
    const read = vi.spyOn(chatMan.app.get(KeyringRepository), 'keysOf');
    await chatMan.app.get(AlikeNamesUpkeep).fill();
    expect(read.mock.calls.length).toBe(0);
    expect(await rows('SELECT id FROM auth.user WHERE username_likeness IS NULL')).toEqual([{ id }]);
    expect(await rows('SELECT id FROM auth.user WHERE display_name_likeness IS NULL')).toEqual([]);
    expect(await problemOf(attempt('ceci1', 'Somebody'))).toMatchObject({ code: 'username-alike' });
    expect(await problemOf(attempt('cecil.2', imitated('Cecil Cope')))).toMatchObject({ code: 'display-name-alike' });
  });
});

test('a search through all accounts asks for their keys once', async () => {
  const repository = chatMan.app.get(KeyringRepository);
  for (const { id } of await rows('SELECT id FROM auth.user'))
    chatMan.app.get(Keyring).forget({ kind: 'subject', name: String(id) });
  const one = vi.spyOn(repository, 'keysOf');
  const many = vi.spyOn(repository, 'keysOfSubjects');
  const { items } = await ada.ask<{ items: UserAnswer[] }>('GET', '/users?q=paloma');
  expect(items.map(({ username }) => username)).toEqual(['paloma.pace']);
  expect([one.mock.calls.length, many.mock.calls.length]).toEqual([0, 1]);
});
