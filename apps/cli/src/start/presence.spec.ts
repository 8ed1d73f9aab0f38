import { expect, test } from 'vitest';
import { Presence } from './presence.js';

test('resolves immediately while the database is present', async () => {
  const presence = new Presence();
  await presence.whenThere();
  expect([presence.isAway, presence.outages]).toEqual([false, 0]);
});

test('waits during an outage until the database is back, and counts every outage', async () => {
  const presence = new Presence();
  const resolved: string[] = [];
  presence.left();
  const waiting = presence.whenThere().then(() => resolved.push('there'));
  expect([presence.isAway, presence.outages, resolved]).toEqual([true, 1, []]);
  presence.cameBack();
  await waiting;
  expect([presence.isAway, presence.outages, resolved]).toEqual([false, 1, ['there']]);
  presence.left();
  presence.cameBack();
  expect(presence.outages).toBe(2);
});
