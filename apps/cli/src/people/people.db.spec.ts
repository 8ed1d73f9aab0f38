import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CreatedUser, CreateUser, User } from '#contracts/auth/people/users.js';
import { readEnvironment } from '#platform/config/environment/environment.js';
import { uuidv7 } from '#platform/ids.js';
import { Log } from '#platform/logging/log.js';
import { asRole } from '#platform/postgres/roles/roles.js';
import { aDatabase } from '../../../../test/support/database.js';
import { OperatorPeopleFacade } from '../../../api/src/auth/operator/operator-people.facade.js';
import { OperatorTokensFacade } from '../../../api/src/auth/operator/operator-tokens.facade.js';
import type { Installation } from '../installation/installation.js';
import { withPeople, type Command } from './people-context.js';
import { listTokens, revokeTokens } from './tokens.js';
import { createUser, disableUser, listUsers } from './users.js';

const directory = mkdtempSync(join(tmpdir(), 'chatman-people-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));
const database = await aDatabase();
const variables = {
  CHAT_MAN_CONFIG_DIR: join(directory, 'config'),
  CHAT_MAN_DATA_DIR: join(directory, 'data'),
  CHAT_MAN_PASSWORD: 'Correct-Horse-Battery-9',
  DATABASE_URL: database.ownerUrl.replace('@/', '@localhost/'),
};
const installation: Installation = { root: resolve('.'), environment: readEnvironment(variables, directory), variables };
const reason = 'Asked for by the works council';
const json = { json: true };
const because = { ...json, reason };

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said += String(text))));
});
afterEach(() => vi.restoreAllMocks());

async function ran<Answer>(command: Command): Promise<Answer> {
  said = '';
  expect(await command(installation, new Log('error'))).toBe(0);
  return JSON.parse(said) as Answer;
}

const inDatabase = <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  asRole(database.ownerUrl, async (client) => (await client.query<Row>(sql, values)).rows);

const events = async (action: string): Promise<{ actor: string | null; outcome: string }[]> =>
  inDatabase('SELECT actor, outcome FROM audit.event WHERE action = $1 ORDER BY seq', [action]);

/** Several calls in one run of the tool: each starts it anew. */
async function asOperator(work: (people: OperatorPeopleFacade, tokens: OperatorTokensFacade) => Promise<void>): Promise<void> {
  const command = withPeople((app) => work(app.get(OperatorPeopleFacade), app.get(OperatorTokensFacade)));
  expect(await command(installation, new Log('error'))).toBe(0);
}

const aClient = (username: string): CreateUser => ({ username, displayName: username, role: 'external_client' });

/** As if the person had chosen a password and got this role. */
async function becomes(id: string, role: string): Promise<void> {
  await inDatabase("UPDATE auth.user SET password_hash = '$argon2id$x' WHERE id = $1", [id]);
  await asRole(database.ownerUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('SET CONSTRAINTS ALL DEFERRED');
    await client.query('ALTER TABLE auth.user DISABLE TRIGGER role_change_is_recorded');
    await client.query('UPDATE auth.user SET role = $2 WHERE id = $1', [id, role]);
    await client.query('ALTER TABLE auth.user ENABLE ALWAYS TRIGGER role_change_is_recorded');
    await client.query('COMMIT');
  });
}

describe('chatman users', () => {
  it('creates an account, prints the link for its owner, and lists it', async () => {
    const { id, link } = await ran<CreatedUser>(createUser('ada', { ...json, role: 'operations_team' }));
    expect(link.path).toContain('/reset-password#');
    const users = await ran<User[]>(listUsers(json));
    expect(users.map(({ username, role, hasPassword }) => [username, role, hasPassword])).toEqual([
      ['ada', 'operations_team', false],
    ]);
    expect(await events('user.created')).toEqual([{ actor: null, outcome: 'success' }]);
    expect(await inDatabase('SELECT user_id FROM auth.reset_link')).toEqual([{ user_id: id }]);
    expect(() => createUser('ad a', { ...json, role: 'external_client' })).toThrow('Nothing was changed.');
    await expect(disableUser('nobody', because)(installation, new Log('error'))).rejects.toThrow('no account with this username');
  });

  it('disables and enables an account that decides nothing, changes its role, and makes a link for a new password', async () => {
    await asOperator(async (people) => {
      await people.create(aClient('bert'));
      expect(await people.disable('bert', reason)).toMatchObject({ username: 'bert', state: 'disabled' });
      expect((await people.list({ state: 'disabled' })).map(({ username }) => username)).toEqual(['bert']);
      expect(await people.enable('bert', reason)).toMatchObject({ state: 'active' });
      expect(await people.setRole('bert', 'operations_team', reason)).toMatchObject({ role: 'operations_team' });
      expect((await people.resetLink('bert', reason)).path).toContain('/reset-password#');
      await expect(people.create(aClient('Bert'))).rejects.toThrow('already taken');
    });
    for (const action of ['user.disabled', 'user.enabled', 'user.role-changed', 'user.reset-link-made'])
      expect(await events(action)).toEqual([{ actor: null, outcome: 'success' }]);
  });

  it('refuses what takes two people, and changes nothing', async () => {
    await asOperator(async (people) => {
      const { id: boss } = await people.create(aClient('boss'));
      const { id: officer } = await people.create(aClient('officer'));
      await people.create(aClient('dora'));
      await becomes(boss, 'admin');
      await becomes(officer, 'compliance_officer');
      await inDatabase("INSERT INTO auth.totp (user_id, secret, created_at, confirmed_at) VALUES ($1, 'x', now(), now())", [
        officer,
      ]);
      for (const act of [
        () => people.disable('officer', reason),
        () => people.setRole('officer', 'operations_team', reason),
        () => people.setRole('dora', 'admin', reason),
        () => people.resetLink('officer', reason),
        () => people.resetFactor('officer', { reason, identityCheck: 'Called back at the number on file' }),
      ])
        await expect(act()).rejects.toMatchObject({ code: 'second-person-at-shell' });
      const asBefore = [{ role: 'compliance_officer', state: 'active', factors: 1 }];
      const state = 'SELECT role, state, (SELECT count(*)::int FROM auth.totp) AS factors FROM auth.user WHERE id = $1';
      expect(await inDatabase(state, [officer])).toEqual(asBefore);
    });
  });

  it('resets the factor of the only administrator, where one person decides alone', async () => {
    await asOperator(async (people) => {
      const asked = () => people.resetFactor('boss', { reason, identityCheck: 'Came in person' });
      await inDatabase(`UPDATE auth.user SET state = 'disabled' WHERE role = 'compliance_officer'`);
      const [{ id }] = (await inDatabase<{ id: string }>("SELECT id FROM auth.user WHERE role = 'admin'")) as [{ id: string }];
      await inDatabase("INSERT INTO auth.totp (user_id, secret, created_at, confirmed_at) VALUES ($1, 'x', now(), now())", [id]);
      await expect(asked()).rejects.toMatchObject({ code: 'second-person-missing' });
      await inDatabase('DELETE FROM auth.second_person');
      expect(await asked()).toMatchObject({ username: 'boss', mfaEnrolled: false });
    });
    expect(await events('user.mfa-removed')).toEqual([{ actor: null, outcome: 'success' }]);
    expect(await events('approval.approved')).toEqual([{ actor: null, outcome: 'success' }]);
  });
});

describe('chatman tokens', () => {
  it('lists tokens without their names, and revokes one or all of a person', async () => {
    let user = '';
    const add = async (): Promise<string> => {
      const id = uuidv7(Date.now());
      await inDatabase(
        `INSERT INTO auth.api_token (id, user_id, name, token_hash, scopes, created_at, expires_at)
         VALUES ($1, $2, '\\x01', sha256($3), '{chat:converse}', now(), now() + interval '1 day')`,
        [id, user, id],
      );
      return id;
    };
    let second = '';
    await asOperator(async (people, tokens) => {
      user = (await people.create(aClient('elsa'))).id;
      const ids = [await add(), (second = await add()), await add()];
      const listed = await tokens.list('elsa');
      expect(listed.map(({ id, username }) => [id, username])).toEqual(ids.map((id) => [id, 'elsa']));
      expect(listed[0]).not.toHaveProperty('name');
      expect(await tokens.revoke(second, reason)).toEqual({ revoked: 1 });
      await expect(tokens.revoke(second, reason)).rejects.toMatchObject({ code: 'not-found' });
    });
    expect(await ran(revokeTokens([], { ...because, user: 'elsa' }))).toEqual({ revoked: 2 });
    expect(await ran(listTokens(json))).toEqual([]);
    expect(await events('token.revoked')).toHaveLength(3);
    expect(await inDatabase('SELECT count(*)::int AS n FROM auth.notice WHERE user_id = $1', [user])).toEqual([{ n: 3 }]);
    expect(() => revokeTokens([], because)).toThrow('either ids of tokens');
    expect(() => revokeTokens(['x'], because)).toThrow('Expected the id of a token');
  });
});
