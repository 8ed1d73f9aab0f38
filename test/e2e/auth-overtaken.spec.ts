import { beforeAll, describe, expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { answerOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { SoftwareAuthenticator } from '../support/authenticator.js';
import { fromBase32 } from '../support/base32.js';
import { overtaken, type Held } from '../support/held-rows.js';
import { aClient, aProvenSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, proveAgain, type Person } from '../support/people.js';

const site = 'http://chatman.test';
const because = { reason: 'As agreed with the head of the office' };
const chatMan = await anApp({ environment: { PUBLIC_URL: site } });
const people = new Map<string, Person>();

beforeAll(async () => {
  people.set('ada', await theFirstAdmin(chatMan, 'ada'));
  for (const name of ['olga', 'bertil', 'friend', 'nina']) people.set(name, await aClient(chatMan, name));
});

const the = (name: string): Person => people.get(name)!;
const idOf = (name: string): string => the(name).id;
const { rows } = chatMan.database;
const during = (held: Held<Response>) => answerOf(overtaken(chatMan.database.ownerUrl, held));
const holding = (name: string) => (client: { query(sql: string, values: unknown[]): Promise<unknown> }) =>
  client.query('SELECT FROM auth.user WHERE id = $1 FOR NO KEY UPDATE', [idOf(name)]);
const grant = (person: Person, name: string, role: string) => person.send('PATCH', `/users/${idOf(name)}`, { role, ...because });

/** Roles of the people; all others are clients. */
async function setRoles(roles: Readonly<Record<string, string>>): Promise<void> {
  await rows(`UPDATE auth.user SET state = 'active'`);
  await rows(`UPDATE auth.user SET role = 'admin' WHERE id = $1`, [idOf('ada')]);
  await rows(`UPDATE auth.user SET role = 'external_client' WHERE id <> $1`, [idOf('ada')]);
  await rows('DELETE FROM auth.approval');
  await rows('DELETE FROM auth.second_person');
  for (const [name, role] of Object.entries(roles))
    await rows('UPDATE auth.user SET role = $2 WHERE id = $1', [idOf(name), role]);
}
async function asked(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(202);
  return ((await response.json()) as { approval: { id: string } }).approval.id;
}
const stateOf = async (id: string) => (await rows('SELECT state FROM auth.approval WHERE id = $1', [id]))[0]!.state;

describe('a decision', () => {
  test.each([
    ['disabled', `UPDATE auth.user SET state = 'disabled' WHERE id = $1`],
    ['demoted', `UPDATE auth.user SET role = 'external_client' WHERE id = $1`],
  ])('by somebody who was %s while it waited is none', async (_how, ending) => {
    await setRoles({ olga: 'compliance_officer', bertil: 'admin' });
    const [ada, bertil] = [await aProvenSessionOf(chatMan, 'ada'), await aProvenSessionOf(chatMan, 'bertil')];
    const id = await asked(grant(ada, 'friend', 'admin'));
    const answer = await during({
      hold: holding('bertil'),
      call: () => bertil.send('POST', `/approvals/${id}/approve`, because),
      meanwhile: (client) => client.query(ending, [idOf('bertil')]),
    });
    expect(answer).toEqual([403, 'forbidden']);
    expect(await stateOf(id)).toBe('pending');
  });

  test('on a role request by an administrator who was demoted while it waited is none', async () => {
    await setRoles({ bertil: 'admin' });
    const bertil = await aProvenSessionOf(chatMan, 'bertil');
    const { id } = await the('nina').ask<{ id: string }>('POST', '/auth/role-requests', { role: 'operations_team', ...because });
    const answer = await during({
      hold: holding('bertil'),
      call: () => bertil.send('POST', `/auth/role-requests/${id}/approve`, because),
      meanwhile: (client) => client.query(`UPDATE auth.user SET role = 'compliance_officer' WHERE id = $1`, [idOf('bertil')]),
    });
    expect(answer).toEqual([403, 'forbidden']);
    await the('nina').ask('DELETE', `/auth/role-requests/${id}`);
  });

  test('on a request whose requester loses the right at the same time is none', async () => {
    await setRoles({ olga: 'compliance_officer', bertil: 'admin' });
    const [bertil, ada] = [await aProvenSessionOf(chatMan, 'bertil'), await aProvenSessionOf(chatMan, 'ada')];
    const answer = overtaken(chatMan.database.ownerUrl, {
      hold: holding('friend'),
      call: () => grant(bertil, 'friend', 'admin'),
      meanwhile: (client) => client.query(`UPDATE auth.user SET state = 'disabled' WHERE id = $1`, [idOf('bertil')]),
    });
    const id = await asked(answer);
    expect(await answerOf(ada.send('POST', `/approvals/${id}/approve`, because))).toEqual([409, 'approval-lapsed']);
  });

  test('of two who concurrently request to disable each other is waited for, twice', async () => {
    await setRoles({ olga: 'compliance_officer', bertil: 'admin' });
    const [ada, bertil] = [await aProvenSessionOf(chatMan, 'ada'), await aProvenSessionOf(chatMan, 'bertil')];
    const both = await Promise.all([
      ada.send('POST', `/users/${idOf('bertil')}/disable`, because),
      bertil.send('POST', `/users/${idOf('ada')}/disable`, because),
    ]);
    expect(both.map(({ status }) => status)).toEqual([202, 202]);
  });
});

test('one person is not enough when a second one appears while the last other one leaves', async () => {
  await setRoles({ olga: 'compliance_officer' });
  const [ada, olga] = [await aProvenSessionOf(chatMan, 'ada'), await aProvenSessionOf(chatMan, 'olga')];
  const id = await asked(grant(ada, 'olga', 'external_client'));
  const answer = await during({
    hold: (client) => client.query(`UPDATE auth.user SET role = 'compliance_officer' WHERE id = $1`, [idOf('friend')]),
    call: () => olga.send('POST', `/approvals/${id}/approve`, because),
  });
  expect(answer[0]).toBe(200);
  expect(await rows('SELECT FROM auth.second_person')).toHaveLength(1);
});

describe('a way into an account', () => {
  const endsAll = (name: string) => (client: { query(sql: string, values: unknown[]): Promise<unknown> }) =>
    client.query('DELETE FROM auth.session WHERE user_id = $1', [idOf(name)]);

  test('is not made by a session that was ended while it waited: a token', async () => {
    const nina = await aProvenSessionOf(chatMan, 'nina');
    const answer = await during({
      hold: holding('nina'),
      call: () => nina.send('POST', '/auth/tokens', { name: 'thief', scopes: ['account:own'], expiresInDays: 1 }),
      meanwhile: endsAll('nina'),
    });
    expect(answer).toEqual([401, 'unauthenticated']);
    expect(await rows('SELECT FROM auth.api_token WHERE user_id = $1', [idOf('nina')])).toEqual([]);
  });

  test('nor a passkey', async () => {
    const nina = await aProvenSessionOf(chatMan, 'nina');
    const creation = await nina.ask<Parameters<SoftwareAuthenticator['create']>[0]>('POST', '/auth/passkeys/creation');
    const credential = new SoftwareAuthenticator(site).create(creation);
    const answer = await during({
      hold: holding('nina'),
      call: () => nina.send('POST', '/auth/passkeys', { name: 'Thief', credential }),
      meanwhile: endsAll('nina'),
    });
    expect(answer).toEqual([401, 'unauthenticated']);
    expect(await rows('SELECT FROM auth.passkey WHERE user_id = $1', [idOf('nina')])).toEqual([]);
  });

  test('is not opened by a password that was replaced while it was compared', async () => {
    await rows('DELETE FROM auth.session WHERE user_id = $1', [idOf('nina')]);
    const answer = await during({
      hold: holding('nina'),
      call: () =>
        fetch(`${chatMan.url}/api/auth/login`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ username: 'nina', password: goodPassword }),
        }),
      meanwhile: (client) => client.query(`UPDATE auth.user SET password_changed_at = now() WHERE id = $1`, [idOf('nina')]), // with another hash
    });
    expect(answer).toEqual([401, 'invalid-credentials']);
    expect(await rows('SELECT FROM auth.session WHERE user_id = $1', [idOf('nina')])).toEqual([]);
  });

  test('is not changed back by a person who knew the password before', async () => {
    const nina = await aProvenSessionOf(chatMan, 'nina');
    const before = await rows('SELECT password_hash FROM auth.user WHERE id = $1', [idOf('nina')]);
    const answer = await during({
      hold: holding('nina'),
      call: () => nina.send('POST', '/auth/password', { currentPassword: goodPassword, newPassword: 'Another-River-Stone-43' }),
      meanwhile: (client) => client.query(`UPDATE auth.user SET password_changed_at = now() WHERE id = $1`, [idOf('nina')]),
    });
    expect(answer).toEqual([409, 'password-changed-meanwhile']);
    expect(await rows('SELECT password_hash FROM auth.user WHERE id = $1', [idOf('nina')])).toEqual(before);
  });

  test('stays, of two passkeys that are removed in parallel', async () => {
    const gerda = await aClient(chatMan, 'gerda');
    const kept: string[] = [];
    for (const name of ['one', 'two']) {
      const creation = await gerda.ask<Parameters<SoftwareAuthenticator['create']>[0]>('POST', '/auth/passkeys/creation');
      const credential = new SoftwareAuthenticator(site).create(creation);
      kept.push((await gerda.ask<{ id: string }>('POST', '/auth/passkeys', { name, credential })).id);
    }
    const { id } = gerda;
    await rows('UPDATE auth.user SET password_hash = NULL WHERE id = $1', [id]);
    const answer = await during({
      hold: async (client) => {
        await client.query('SELECT FROM auth.user WHERE id = $1 FOR NO KEY UPDATE', [id]);
        await client.query('DELETE FROM auth.passkey WHERE id = $1', [kept[0]]);
      },
      call: () => gerda.send('DELETE', `/auth/passkeys/${kept[1]!}`),
    });
    expect(answer).toEqual([409, 'last-way-in']);
  });
});

test('a code confirms the secret that it was made from, and no other one', async () => {
  const hilda = await aClient(chatMan, 'hilda');
  const { id } = hilda;
  const { secret } = await hilda.ask<{ secret: string }>('POST', '/auth/mfa/totp');
  const code = totpCode(fromBase32(secret), totpStep(new Date()));
  const answer = await during({
    hold: (client) => client.query(`UPDATE auth.totp SET secret = secret || '\\x00' WHERE user_id = $1`, [id]),
    call: () => hilda.send('POST', '/auth/mfa/totp/confirm', { code }),
  });
  expect(answer).toEqual([422, 'wrong-code']);
  expect(await rows('SELECT confirmed_at FROM auth.totp WHERE user_id = $1', [id])).toEqual([{ confirmed_at: null }]);
});

test('a failure counts though the failures before it are forgotten at that moment', async () => {
  const wrong = () =>
    fetch(`${chatMan.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'friend', password: 'Not-The-Password-1' }),
    });
  await wrong();
  const answer = await during({ hold: (client) => client.query('DELETE FROM auth.failed_sign_in'), call: wrong });
  expect(answer).toEqual([401, 'invalid-credentials']);
  expect(await rows('SELECT cardinality(failed_at) AS failures FROM auth.failed_sign_in')).toEqual([
    { failures: 1 },
    { failures: 1 },
  ]);
});

test('of two concurrent lookalike names, one is taken', async () => {
  await proveAgain(the('ada'));
  const alike = ['Anna Lind', 'Аnna Lind', 'Anna Linԁ', 'Anna Lіnd', 'Αnna Lind'];
  const taken = await Promise.all(
    alike.map((displayName, at) => the('ada').send('POST', '/users', { username: `anna.${String(at)}`, displayName })),
  );
  expect(taken.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
});
