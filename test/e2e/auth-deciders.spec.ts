import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { DecidersRepository } from '../../apps/api/src/auth/account/deciders.repository.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, signedIn } from '../support/people.js';

const withProvider = {
  CHAT_MAN__AUTH__SSO__ISSUER: 'https://id.example.org',
  CHAT_MAN__AUTH__SSO__CLIENTID: 'chat-man',
};
const chatMan = await anApp({ environment: withProvider, settings: { auth: { requireMfa: 'none' } } });
const withoutProvider = await anApp({ beside: chatMan });
const ada = await theFirstAdmin(chatMan, 'ada');
const because = { reason: 'As agreed with the head of the office' };
const change = (sql: string, values: unknown[] = []) =>
  asRole(chatMan.database.ownerUrl, async (client) => void (await client.query(sql, values)));
const noPassword = (id: string) => change('UPDATE auth.user SET password_hash = NULL WHERE id = $1', [id]);
const aPasskey = (id: string) =>
  change(
    `INSERT INTO auth.passkey (id, user_id, credential_id, public_key, counter, name, created_at) VALUES ($1, $2, $3, '\\x00', 0, $4, now())`,
    [randomUUID(), id, randomBytes(16), Buffer.alloc(1)],
  );
const anIdentity = (id: string) =>
  change('INSERT INTO auth.sso_identity (user_id, identity_hash, linked_at) VALUES ($1, $2, now())', [id, randomBytes(32)]);
const anAuthenticatorApp = (id: string) =>
  change(`INSERT INTO auth.totp (user_id, secret, created_at, confirmed_at) VALUES ($1, '\\x00', now(), now())`, [id]);
const disabled = (id: string) => change(`UPDATE auth.user SET state = 'disabled' WHERE id = $1`, [id]);
const mustChange = (id: string) => change('UPDATE auth.user SET must_change_password = true WHERE id = $1', [id]);
const restricted = (id: string) => change('UPDATE auth.user SET restricted = true WHERE id = $1', [id]);
const linkOnTheWay = (id: string) =>
  change(`INSERT INTO auth.reset_link (user_id, token_hash, made_by, expires_at) VALUES ($1, $2, $1, now() + interval '1 day')`, [
    id,
    randomBytes(32),
  ]);

async function othersThan(app: TestApp, id: string): Promise<number> {
  const deciders = app.app.get(DecidersRepository);
  return app.app.get(Transactions).run((tx) => deciders.countOthers(tx, [id]));
}

describe('who counts as another one who may decide', () => {
  let adasId: string;
  let number = 0;
  beforeAll(async () => {
    adasId = ada.id;
  });

  test.each<[string, string, ((id: string) => Promise<void>)[], number]>([
    ['an administrator with a password', 'admin', [], 1],
    ['an officer with a password', 'compliance_officer', [], 1],
    ['a member of staff with a password', 'operations_team', [], 0],
    ['a client with a password', 'external_client', [], 0],
    ['a password that has to be changed', 'admin', [mustChange], 1],
    ['a password and an authenticator app', 'admin', [anAuthenticatorApp], 1],
    ['a password, while the data is restricted', 'admin', [restricted], 1],
    ['a passkey alone', 'admin', [noPassword, aPasskey], 1],
    ['an identity alone', 'compliance_officer', [noPassword, anIdentity], 1],
    ['a passkey and an identity', 'admin', [noPassword, aPasskey, anIdentity], 1],
    ['a link for the first password', 'admin', [noPassword, linkOnTheWay], 0],
    ['no way in at all', 'admin', [noPassword], 0],
    ['an authenticator app and nothing before it', 'admin', [noPassword, anAuthenticatorApp], 0],
    ['a password, disabled', 'admin', [disabled], 0],
    ['a passkey, disabled', 'admin', [noPassword, aPasskey, disabled], 0],
    ['an identity, disabled', 'admin', [noPassword, anIdentity, disabled], 0],
  ])('%s (%s)', async (_, role, changes, counted) => {
    const id = (await aClient(chatMan, `person${String(number++)}`)).id;
    await change('UPDATE auth.user SET role = $2 WHERE id = $1', [id, role]);
    for (const each of changes) await each(id);
    const found = await othersThan(chatMan, adasId);
    await change('DELETE FROM auth.user WHERE id = $1', [id]);
    expect(found).toBe(counted);
  });

  test('a person who has just failed too often still does', async () => {
    const bertil = await aClient(chatMan, 'bertil');
    await change(`UPDATE auth.user SET role = 'admin' WHERE id = $1`, [bertil.id]);
    for (let times = 0; times < 6; times++) await signedIn(chatMan, 'bertil', 'not the password').catch(() => undefined);
    await expect(signedIn(chatMan, 'bertil')).rejects.toThrow('429');
    expect(await othersThan(chatMan, adasId)).toBe(1);
    await change('DELETE FROM auth.failed_sign_in');
    await change(`UPDATE auth.user SET role = 'external_client' WHERE id = $1`, [bertil.id]);
  });

  test('an identity does not where no provider is set up', async () => {
    const id = (await aClient(chatMan, 'cecilia')).id;
    await change(`UPDATE auth.user SET role = 'admin' WHERE id = $1`, [id]);
    await noPassword(id);
    await anIdentity(id);
    expect([await othersThan(chatMan, adasId), await othersThan(withoutProvider, adasId)]).toEqual([1, 0]);
    await change('DELETE FROM auth.user WHERE id = $1', [id]);
  });
});

test('a grant waits for a second person who signs in by passkey alone', async () => {
  const officer = await aClient(chatMan, 'officer');
  const officersId = officer.id;
  await change(`UPDATE auth.user SET role = 'compliance_officer' WHERE id = $1`, [officersId]);
  await aPasskey(officersId);
  await noPassword(officersId);
  const friend = (await aClient(chatMan, 'friend')).id;
  await ada.ask('POST', '/auth/step-up', { password: goodPassword });
  expect((await ada.send('PATCH', `/users/${friend}`, { role: 'admin', ...because })).status).toBe(202);
});

test('an administrator who was invited and cannot sign in yet does not let the last one go', async () => {
  const invited = (await aClient(chatMan, 'invited')).id;
  await change(`UPDATE auth.user SET role = 'admin', password_hash = NULL WHERE id = $1`, [invited]);
  await expect(change(`UPDATE auth.user SET role = 'external_client' WHERE id = $1`, [ada.id])).rejects.toThrow(
    'the last administrator stays',
  );
});
