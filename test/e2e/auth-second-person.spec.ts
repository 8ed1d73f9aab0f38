import { beforeEach, describe, expect, test } from 'vitest';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { codeOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { aClient, aProvenSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

interface Approval {
  readonly id: string;
  readonly state: string;
  readonly summary: string;
}
interface Awaiting {
  readonly approval: Approval;
}

const because = { reason: 'As agreed with the head of the office' };
const chatMan = await anApp({ settings: { limits: { requestsPerMinute: 100_000 } } });
const people = new Map([['ada', await theFirstAdmin(chatMan, 'ada')]]);
for (const name of ['olga', 'bertil', 'friend']) people.set(name, await aClient(chatMan, name));

const change = (sql: string, values: unknown[] = []) =>
  asRole(chatMan.database.ownerUrl, async (client) => (await client.query(sql, values)).rows as Record<string, unknown>[]);
const idOf = (name: string): string => people.get(name)!.id;
const roleOf = async (name: string) => (await change('SELECT role, state FROM auth.user WHERE id = $1', [idOf(name)]))[0];
const grant = (person: Person, name: string, role: string) => person.send('PATCH', `/users/${idOf(name)}`, { role, ...because });
async function waiting(answer: Promise<Response> | Response): Promise<Approval> {
  const response = await answer;
  expect(response.status).toBe(202);
  return ((await response.json()) as Awaiting).approval;
}

/** As in an installation with one administrator and no one else, except for the roles that a test grants. */
async function setRoles(roles: Readonly<Record<string, string>>): Promise<void> {
  await change(`UPDATE auth.user SET state = 'active'`);
  await change(`UPDATE auth.user SET role = 'admin' WHERE id = $1`, [idOf('ada')]);
  await change(`UPDATE auth.user SET role = 'external_client' WHERE id <> $1`, [idOf('ada')]);
  await change('DELETE FROM auth.approval');
  await change('DELETE FROM auth.second_person');
  for (const [name, role] of Object.entries(roles))
    await change('UPDATE auth.user SET role = $2 WHERE id = $1', [idOf(name), role]);
}

describe('one administrator beside an officer', () => {
  beforeEach(() => setRoles({ olga: 'compliance_officer' }));

  test('cannot disable or demote the other one alone, nor grant then', async () => {
    const ada = await aProvenSessionOf(chatMan, 'ada');
    await waiting(ada.send('POST', `/users/${idOf('olga')}/disable`, because));
    await waiting(grant(ada, 'olga', 'external_client'));
    await waiting(grant(ada, 'friend', 'admin'));
    // Olga gains by it, so she is no second person here, and there is no third.
    expect(await codeOf(await ada.send('POST', `/users/${idOf('olga')}/reset-password`, because))).toBe('second-person-missing');
    expect(await roleOf('olga')).toEqual({ role: 'compliance_officer', state: 'active' });
    expect(await roleOf('friend')).toEqual({ role: 'external_client', state: 'active' });
  });

  test.each([
    ['disabled', `UPDATE auth.user SET state = 'disabled' WHERE id = $1`],
    ['demoted', `UPDATE auth.user SET role = 'external_client' WHERE id = $1`],
    ['left without a way in', `UPDATE auth.user SET password_hash = NULL WHERE id = $1`],
  ])('is not taken for a single operator once the other one is %s by whatever path', async (_, sql) => {
    const [{ hash }] = (await change('SELECT password_hash AS hash FROM auth.user WHERE id = $1', [idOf('olga')])) as [
      { hash: string },
    ];
    await change(sql, [idOf('olga')]);
    const ada = await aProvenSessionOf(chatMan, 'ada');
    const answer = await grant(ada, 'friend', 'admin');
    await change('UPDATE auth.user SET password_hash = $2 WHERE id = $1', [idOf('olga'), hash]);
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'second-person-missing']);
    expect(await roleOf('friend')).toMatchObject({ role: 'external_client' });
  });

  test('decides alone after the other one agreed to leave, which is announced and audited', async () => {
    const ada = await aProvenSessionOf(chatMan, 'ada');
    const { id, summary } = await waiting(ada.send('POST', `/users/${idOf('olga')}/disable`, because));
    expect(summary).toContain('After that, only one person can decide');
    await (await aProvenSessionOf(chatMan, 'olga')).ask('POST', `/approvals/${id}/approve`, because);
    expect(await roleOf('olga')).toMatchObject({ state: 'disabled' });
    expect((await grant(ada, 'friend', 'admin')).status).toBe(200);
    expect(await change(`SELECT object_id FROM audit.event WHERE action = 'second-person.ended'`)).toEqual([{ object_id: id }]);
  });

  test('and the officer cannot come back by the word of one', async () => {
    await change(`UPDATE auth.user SET state = 'disabled' WHERE id = $1`, [idOf('olga')]);
    const ada = await aProvenSessionOf(chatMan, 'ada');
    expect(await codeOf(await ada.send('POST', `/users/${idOf('olga')}/enable`, because))).toBe('second-person-missing');
    expect(await roleOf('olga')).toMatchObject({ state: 'disabled' });
  });
});

test('one administrator who never had anybody beside decides alone, and then no more', async () => {
  await setRoles({});
  const ada = await aProvenSessionOf(chatMan, 'ada');
  expect((await grant(ada, 'bertil', 'admin')).status).toBe(200);
  await waiting(grant(ada, 'friend', 'admin'));
});

describe('what a person requested', () => {
  beforeEach(() => setRoles({ olga: 'compliance_officer', bertil: 'admin' }));

  test.each([
    ['disabled', (ada: Person) => ada.send('POST', `/users/${idOf('bertil')}/disable`, because)],
    ['demoted', (ada: Person) => grant(ada, 'bertil', 'operations_team')],
  ])('cannot be approved once they were %s, also when they are back', async (_, removal) => {
    const bertil = await aProvenSessionOf(chatMan, 'bertil');
    const { id } = await waiting(grant(bertil, 'friend', 'admin'));
    const ada = await aProvenSessionOf(chatMan, 'ada');
    const olga = await aProvenSessionOf(chatMan, 'olga');
    await olga.ask('POST', `/approvals/${(await waiting(removal(ada))).id}/approve`, because);
    expect(await codeOf(await olga.send('POST', `/approvals/${id}/approve`, because))).toBe('approval-lapsed');
    await change(`UPDATE auth.user SET role = 'admin', state = 'active' WHERE id = $1`, [idOf('bertil')]);
    expect(await codeOf(await olga.send('POST', `/approvals/${id}/approve`, because))).toBe('approval-lapsed');
    const { items } = await olga.ask<{ items: Approval[] }>('GET', '/approvals?state=decided');
    expect(items.find((each) => each.id === id)).toMatchObject({ state: 'lapsed' });
    expect(await roleOf('friend')).toEqual({ role: 'external_client', state: 'active' });
  });
});
