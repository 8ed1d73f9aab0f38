import { beforeAll, describe, expect, test } from 'vitest';
import type { AwaitingApproval } from '../../libs/contracts/auth/approvals.js';
import type { SettingHistory, SettingList } from '../../libs/contracts/settings.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { codeOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { aPerson, aProvenSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { proveAgain, type Person } from '../support/people.js';

const chatMan = await anApp({ settings: { limits: { requestsPerMinute: 100_000 } } });
const because = { reason: 'As agreed with the head of the office' };
const guessing = { 'limits.loginFailures': 100 };
let ada: Person;

const change = (person: Person, changes: Record<string, unknown>, more: object = because) =>
  person.send('PATCH', '/settings', { changes, ...more });
const settingOf = async (key: string) => (await ada.ask<SettingList>('GET', '/settings')).items.find((item) => item.key === key)!;
const valueOf = async (key: string) => (await settingOf(key)).value;
const eventsOf = (action: string) =>
  asRole(chatMan.database.ownerUrl, async (db) => {
    const sql = 'SELECT object_id, reason FROM audit.event WHERE action = $1 ORDER BY seq';
    return (await db.query<{ object_id: string; reason: string | null }>(sql, [action])).rows;
  });

beforeAll(async () => {
  ada = await theFirstAdmin(chatMan, 'ada');
});

describe('a setting that protects, of a single administrator', () => {
  test('is marked', async () => {
    expect(await settingOf('auth.requireMfa')).toMatchObject({ protects: true });
    expect(await settingOf('model.temperature')).toMatchObject({ protects: false });
  });

  test('takes a step-up, and a reason', async () => {
    expect(await codeOf(await change(ada, guessing))).toBe('step-up-required');
    await proveAgain(ada);
    const unsaid = await change(ada, guessing, {});
    expect(unsaid.status).toBe(422);
    expect(await unsaid.json()).toMatchObject({ code: 'setting-needs-reason', errors: [{ path: 'reason' }] });
    expect(await valueOf('limits.loginFailures')).toBe(5);
  });

  test('is changed immediately then, and the log shows that no one else could have approved', async () => {
    expect((await change(ada, guessing)).status).toBe(200);
    expect(await valueOf('limits.loginFailures')).toBe(100);
    expect((await eventsOf('approval.approved')).at(-1)).toMatchObject({ reason: 'single-operator' });
    expect((await eventsOf('settings.changed')).at(-1)).toMatchObject({ object_id: 'limits.loginFailures' });
    expect((await change(ada, { 'limits.loginFailures': null })).status).toBe(200);
  });

  test.each([
    ['a value that does not fit', { 'limits.requestsPerMinute': 1 }, 'setting-does-not-fit'],
    ['one of the host', { 'auth.requireMfa': 'none', 'auth.assurance': 'standard' }, 'setting-on-host'],
  ])('is not even asked for with %s', async (_, changes, code) => {
    expect(await codeOf(await change(ada, changes))).toBe(code);
  });
});

describe('a setting that protects, where another person decides too', () => {
  let officer: Person;
  const awaited = async (answer: Response) => {
    expect(answer.status).toBe(202);
    return ((await answer.json()) as AwaitingApproval).approval;
  };
  const withToken = async (changes: object) => {
    const scopes = ['settings:read', 'settings:change'];
    const { token } = await ada.ask<{ token: string }>('POST', '/auth/tokens', { name: 'settings', scopes, expiresInDays: 1 });
    return fetch(`${chatMan.url}/api/settings`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ changes, ...because }),
    });
  };

  beforeAll(async () => {
    officer = await aPerson(chatMan, 'officer', { role: 'compliance_officer' });
    ada = await aProvenSessionOf(chatMan, 'ada');
  });

  test('waits for that person, together with everything that was sent with it', async () => {
    const approval = await awaited(await change(ada, { 'auth.requireMfa': 'none', 'model.top_k': 33 }));
    expect(approval.summary).toBe('These settings will change: auth.requireMfa becomes "none"; model.top_k becomes 33.');
    expect([await valueOf('auth.requireMfa'), await valueOf('model.top_k')]).toEqual(['auto', 40]);
    expect(await codeOf(await ada.send('POST', `/approvals/${approval.id}/approve`, because))).toBe('own-approval');
    await officer.ask('POST', `/approvals/${approval.id}/approve`, because);
    expect([await valueOf('auth.requireMfa'), await valueOf('model.top_k')]).toEqual(['none', 33]);
    expect((await eventsOf('settings.changed')).at(-1)).toMatchObject({ object_id: 'auth.requireMfa,model.top_k' });
  });

  test('is kept in the history with both people and the reason', async () => {
    const { items } = await ada.ask<SettingHistory>('GET', '/settings/history?key=auth.requireMfa');
    const people = { requestedBy: { username: 'ada' }, approvedBy: { username: 'officer' } };
    expect(items).toMatchObject([{ from: 'auto', to: 'none', ...because, ...people }]);
  });

  test('goes back to the value set on the host in the same way', async () => {
    const approval = await awaited(await change(ada, { 'auth.requireMfa': null }));
    expect(approval.summary).toBe('These settings will change: auth.requireMfa goes back to the value set on the host.');
    expect(await valueOf('auth.requireMfa')).toBe('none');
    await officer.ask('POST', `/approvals/${approval.id}/approve`, because);
    expect(await settingOf('auth.requireMfa')).toMatchObject({ value: 'auto', origin: 'default' });
  });

  test('is out of reach of a token, which may change the others; the refusal is an event', async () => {
    const refused = await withToken({ 'auth.requireMfa': 'none' });
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'needs-session']);
    expect((await eventsOf('access.denied')).at(-1)).toMatchObject({ object_id: 'auth.requireMfa', reason: 'needs-session' });
    expect(await valueOf('auth.requireMfa')).toBe('auto');
    expect((await withToken({ 'model.top_k': null })).status).toBe(200);
  });

  test('cannot be requested without the permission to change settings', async () => {
    expect((await change(officer, { 'auth.requireMfa': 'none' })).status).toBe(403);
  });
});
