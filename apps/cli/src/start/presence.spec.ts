import { expect, test } from 'vitest';
import { Presence } from './presence.js';

test('whoever needs it goes on at once while it is there', async () => {
  const presence = new Presence();
  await presence.whenThere();
  expect([presence.isAway, presence.outages]).toEqual([false, 0]);
});

test('whoever needs it while it is away waits until it is back, and every outage counts', async () => {
  const presence = new Presence();
  const heard: string[] = [];
  presence.left();
  const waiting = presence.whenThere().then(() => heard.push('there'));
  expect([presence.isAway, presence.outages, heard]).toEqual([true, 1, []]);
  presence.cameBack();
  await waiting;
  expect([presence.isAway, presence.outages, heard]).toEqual([false, 1, ['there']]);
  presence.left();
  presence.cameBack();
  expect(presence.outages).toBe(2);
});
