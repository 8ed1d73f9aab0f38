import { expect, test } from 'vitest';
import { ClockWatch } from '../../apps/api/src/auth/session/clock/clock-watch.js';
import { SsoRepository } from '../../apps/api/src/auth/sso/sso.repository.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { uuidv7 } from '../../libs/platform/ids.js';
import { statusOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const clock = new AdjustableClock();
const chatMan = await anApp({ clock, settings: { limits: { requestsPerMinute: 100_000 } } });
await theFirstAdmin(chatMan, 'ada');
const { rows } = chatMan.database;

test('a session ends when the clock is put back an hour', async () => {
  const ada = await aSessionOf(chatMan, 'ada');
  expect(await statusOf(ada.send('GET', '/auth/me'))).toBe(200);
  clock.advance({ hours: -1 });
  expect(await statusOf(ada.send('GET', '/auth/me'))).toBe(401);
  expect(await rows("SELECT reason::text FROM audit.event WHERE action = 'session.ended'")).toEqual([{ reason: 'clock' }]);
  clock.advance({ hours: 1 });
});

test('so does one that began while the clock was a day ahead', async () => {
  clock.advance({ hours: 24 });
  const ada = await aSessionOf(chatMan, 'ada');
  expect(await statusOf(ada.send('GET', '/auth/me'))).toBe(200);
  clock.advance({ hours: -24 });
  expect(await statusOf(ada.send('GET', '/auth/me'))).toBe(401);
});

test('a step-up does not outlive its five minutes by a clock that is put back', async () => {
  const ada = await aSessionOf(chatMan, 'ada');
  await ada.ask('POST', '/auth/step-up', { password: goodPassword });
  const endAll = () => ada.send('POST', '/users/end-sessions', { reason: 'Checking the clock' });
  await rows("UPDATE auth.session SET stepped_up_at = stepped_up_at + interval '1 hour'");
  expect(await statusOf(endAll())).toBe(428);
  await rows("UPDATE auth.session SET stepped_up_at = stepped_up_at - interval '1 hour'");
  expect(await statusOf(endAll())).toBe(200);
});

test('a jump is an event, once, and says in which direction', async () => {
  const watch = chatMan.app.get(ClockWatch);
  const jumps = () => rows("SELECT reason::text, role::text FROM audit.event WHERE action = 'system.clock-jumped' ORDER BY seq");
  await watch.check();
  const before = (await jumps()).length;
  clock.advance({ hours: 24 });
  await watch.check();
  await watch.check();
  clock.advance({ hours: -24 });
  await watch.check();
  expect((await jumps()).slice(before)).toEqual([
    { reason: 'forward', role: 'system' },
    { reason: 'back', role: 'system' },
  ]);
});

test('a link for a password that a clock ahead has made opens nothing once it is put back', async () => {
  const admin = await aSessionOf(chatMan, 'ada');
  const made = await admin.ask<{ link: { token: string } }>('POST', '/users', { username: 'newcomer', displayName: 'New' });
  const open = () =>
    fetch(`${chatMan.url}/api/auth/reset-password`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: made.link.token, newPassword: 'Another-River-Stone-43' }),
    });
  clock.advance({ minutes: -3 });
  expect((await open()).status).toBe(410);
  clock.advance({ minutes: 3 });
  expect((await open()).status).toBe(204);
});

test('a token that was made while the clock was ahead opens nothing once it is put back', async () => {
  clock.advance({ hours: 24 });
  const ada = await aSessionOf(chatMan, 'ada');
  const { token } = await ada.ask<{ token: string }>('POST', '/auth/tokens', {
    name: 'script',
    scopes: ['chat:converse'],
    expiresInDays: 1,
  });
  const use = () => fetch(`${chatMan.url}/api/chat/models`, { headers: { Authorization: `Bearer ${token}` } });
  expect((await use()).status).toBe(200);
  clock.advance({ hours: -24 });
  expect((await use()).status).toBe(401);
});

test('an attempt of single sign-on lasts its ten minutes, regardless of the clock', async () => {
  const attempts = chatMan.app.get(SsoRepository);
  const transactions = chatMan.app.get(Transactions);
  const keep = () => transactions.run((tx) => attempts.keep(tx, { step: 'refused', flow: { purpose: 'sign-in' } }));
  const key = await keep();
  expect(await attempts.attempt(key)).toMatchObject({ step: 'refused' });
  clock.advance({ minutes: -3 });
  expect(await attempts.attempt(key)).toBeNull();
  expect(await transactions.run((tx) => attempts.take(tx, key))).toBeNull();
  clock.advance({ minutes: 3 });
  expect(await transactions.run((tx) => attempts.take(tx, key))).toMatchObject({ step: 'refused' });
});

test('the number of what waits counts a request for approval for no longer than it waits', async () => {
  const ada = await aSessionOf(chatMan, 'ada');
  const bob = await aClient(chatMan, 'bob');
  const approvals = async () => (await ada.ask<{ approvals: number }>('GET', '/auth/waiting')).approvals;
  expect(await approvals()).toBe(0);
  await rows(`INSERT INTO auth.approval (id, action, parameters, reason, parameters_hash, requested_by, requested_at, expires_at, state)
    VALUES ('${uuidv7(Date.now())}', 'role.grant', '\\x00', '\\x00', sha256('x'), '${bob.id}', now(), now() + interval '24 hours', 'pending')`);
  expect(await approvals()).toBe(1);
  clock.advance({ minutes: -3 });
  const again = await aSessionOf(chatMan, 'ada');
  expect((await again.ask<{ approvals: number }>('GET', '/auth/waiting')).approvals).toBe(0);
  clock.advance({ minutes: 3 });
});
