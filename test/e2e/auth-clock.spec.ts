import { expect, test } from 'vitest';
import { ClockWatch } from '../../apps/api/src/auth/session/clock/clock-watch.js';
import { asRole } from '../../libs/platform/postgres/roles.js';
import { anApp } from '../support/app.js';
import { goodPassword, signedIn, theFirstAdmin } from '../support/people.js';
import { TurnedClock } from '../support/turned-clock.js';

const clock = new TurnedClock();
const chatMan = await anApp({ clock, settings: { limits: { requestsPerMinute: 100_000 } } });
await theFirstAdmin(chatMan, 'ada');
const rows = async (sql: string) =>
  (await asRole(chatMan.database.ownerUrl, (client) => client.query(sql))).rows as Record<string, unknown>[];
const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status;

test('a session ends when the clock is put back an hour', async () => {
  const ada = await signedIn(chatMan, 'ada');
  expect(await statusOf(ada.send('GET', '/auth/me'))).toBe(200);
  clock.turn({ hours: -1 });
  expect(await statusOf(ada.send('GET', '/auth/me'))).toBe(401);
  expect(await rows("SELECT reason::text FROM audit.event WHERE action = 'session.ended'")).toEqual([{ reason: 'clock' }]);
  clock.turn({ hours: 1 });
});

test('so does one that began while the clock was a day ahead', async () => {
  clock.turn({ hours: 24 });
  const ada = await signedIn(chatMan, 'ada');
  expect(await statusOf(ada.send('GET', '/auth/me'))).toBe(200);
  clock.turn({ hours: -24 });
  expect(await statusOf(ada.send('GET', '/auth/me'))).toBe(401);
});

test('a step-up does not outlive its five minutes by a clock that is put back', async () => {
  const ada = await signedIn(chatMan, 'ada');
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
  await watch.look();
  const before = (await jumps()).length;
  clock.turn({ hours: 24 });
  await watch.look();
  await watch.look();
  clock.turn({ hours: -24 });
  await watch.look();
  expect((await jumps()).slice(before)).toEqual([
    { reason: 'forward', role: 'system' },
    { reason: 'back', role: 'system' },
  ]);
});

test('a link for a password that a clock ahead has made opens nothing once it is put back', async () => {
  const admin = await signedIn(chatMan, 'ada');
  const made = await admin.ask<{ link: { token: string } }>('POST', '/users', { username: 'newcomer', displayName: 'New' });
  const open = () =>
    fetch(`${chatMan.url}/api/auth/reset-password`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: made.link.token, newPassword: 'Another-River-Stone-43' }),
    });
  clock.turn({ minutes: -3 });
  expect((await open()).status).toBe(410);
  clock.turn({ minutes: 3 });
  expect((await open()).status).toBe(204);
});
