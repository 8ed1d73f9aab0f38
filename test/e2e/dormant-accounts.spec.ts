import { beforeAll, expect, it } from 'vitest';
import type { NoticeList } from '../../libs/contracts/auth/notices.js';
import { DormantAccounts } from '../../apps/api/src/auth/dormancy/dormant-accounts.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, aPerson, aProvenSessionOf, aSessionOf, aTokenOf, theFirstAdmin } from '../support/inserted-people.js';

const clock = new AdjustableClock();
let chatMan: TestApp;
let unused: string;

const afterDays = async (days: number): Promise<void> => {
  clock.advance({ hours: days * 24 });
  await chatMan.app.get(DormantAccounts).run();
};
const stateOf = async (): Promise<Record<string, string>> => {
  const rows = await chatMan.database.rows<{ id: string; state: string }>('SELECT id, state FROM auth.user');
  return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
};

beforeAll(async () => {
  chatMan = await anApp({ clock, settings: { auth: { requireMfa: 'none', dormantDays: 60, dormantNoticeDays: 10 } } });
  await theFirstAdmin(chatMan);
  await aPerson(chatMan, 'olga', { role: 'compliance_officer' });
  ({ id: unused } = await aClient(chatMan, 'unused.client'));
  const program = await aClient(chatMan, 'used.by.program');
  await aTokenOf(chatMan, program, ['knowledge:read']);
});

it('are announced, and disabled when the notice is over, but for those that are used and those who decide', async () => {
  await afterDays(49);
  expect(await chatMan.app.get(DormantAccounts).conditions(clock.now())).toEqual([]);
  await chatMan.database.rows(`UPDATE auth.api_token SET last_used_at = $1`, [clock.now()]);
  await afterDays(2);
  expect(await chatMan.app.get(DormantAccounts).conditions(clock.now())).toMatchObject([
    { rule: 'accounts-dormant', count: 3, facts: { daysLeft: 10 } },
  ]);
  const notices = await (await aSessionOf(chatMan, 'unused.client')).ask<NoticeList>('GET', '/auth/notices');
  expect(notices.items[0]).toMatchObject({
    kind: 'account.dormant',
    about: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
  });
  await afterDays(9);
  expect(Object.values(await stateOf())).toEqual(['active', 'active', 'active', 'active']);
  await afterDays(2);
  const states = await stateOf();
  expect(states[unused]).toBe('disabled');
  expect(Object.values(states).filter((state) => state === 'active')).toHaveLength(3);
  const [event] = await chatMan.database.rows<{ code: string }>(
    `SELECT reason AS code FROM audit.event WHERE action = 'user.disabled' AND object_id = $1`,
    [unused],
  );
  expect(event).toEqual({ code: 'dormant' });
});

it('have the whole notice again when somebody enables them, and none once they are used', async () => {
  const admin = await aProvenSessionOf(chatMan, 'first.admin');
  await admin.ask('POST', `/users/${unused}/enable`, { reason: 'Back from a long leave' });
  await afterDays(0);
  await afterDays(9);
  expect((await stateOf())[unused]).toBe('active');
  await chatMan.database.rows('UPDATE auth.user SET last_signed_in_at = $2 WHERE id = $1', [unused, clock.now()]);
  await afterDays(9);
  expect((await stateOf())[unused]).toBe('active');
  const announced = await chatMan.database.rows('SELECT FROM auth.dormancy WHERE user_id = $1', [unused]);
  expect(announced).toEqual([]);
});
