import { expect, test } from 'vitest';
import { anApp } from '../support/app.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const clock = new AdjustableClock();
const chatMan = await anApp({ clock });
await theFirstAdmin(chatMan, 'ada');
const password = { password: goodPassword };
/** What browsers send along with a call of the portal. */
const browser = { 'Sec-Fetch-Site': 'same-origin' };

const me = (cookie: string) => fetch(`${chatMan.url}/api/auth/me`, { headers: { Cookie: cookie } });
const sessionIn = (response: Response): string | undefined =>
  response.headers
    .getSetCookie()
    .find((each) => each.startsWith('chatman.sid='))
    ?.split(';')[0];

test('a step-up gives the browser’s session a new id: a copy of the old one ends with it', async () => {
  const ada = await aSessionOf(chatMan, 'ada');
  const [before] = (await ada.ask<{ items: { id: string; startedAt: string }[] }>('GET', '/auth/sessions')).items;
  const answer = await ada.send('POST', '/auth/step-up', password, browser);
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^chatman\.sid=s%3A[^;]+; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);

  const renewed = sessionIn(answer)!;
  expect((await me(ada.cookie)).status).toBe(401);
  expect((await me(renewed)).status).toBe(200);
  const list = await fetch(`${chatMan.url}/api/auth/sessions`, { headers: { Cookie: renewed } });
  const { items } = (await list.json()) as { items: { id: string; startedAt: string; current: boolean }[] };
  expect(items[0]).toMatchObject({ id: before!.id, startedAt: before!.startedAt, current: true });
});

test('the proof goes with the new id', async () => {
  const ada = await aSessionOf(chatMan, 'ada');
  await aClient(chatMan, 'bertil');
  const renewed = sessionIn(await ada.send('POST', '/auth/step-up', password, browser))!;
  const end = (cookie: string) =>
    fetch(`${chatMan.url}/api/users/end-sessions`, {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify({ reason: 'Somebody got in' }),
    });
  expect((await end(ada.cookie)).status).toBe(401);
  expect((await end(renewed)).status).toBe(200);
});

test('a wrong proof renews nothing', async () => {
  const ada = await aSessionOf(chatMan, 'ada');
  const answer = await ada.send('POST', '/auth/step-up', { password: 'wrong' }, browser);
  expect([answer.status, sessionIn(answer)]).toEqual([401, undefined]);
  expect((await me(ada.cookie)).status).toBe(200);
});

test('a program keeps the cookie of its sign-in', async () => {
  const ada = await aSessionOf(chatMan, 'ada');
  const answer = await ada.send('POST', '/auth/step-up', password);
  expect([answer.status, sessionIn(answer)]).toEqual([200, undefined]);
  expect((await me(ada.cookie)).status).toBe(200);
});

test('two in parallel leave one id that works', async () => {
  const ada = await aSessionOf(chatMan, 'ada');
  const answers = await Promise.all([1, 2].map(() => ada.send('POST', '/auth/step-up', password, browser)));
  const cookies = answers.map(sessionIn).filter((cookie) => cookie !== undefined);
  expect(cookies).toHaveLength(1);
  expect((await me(cookies[0]!)).status).toBe(200);
});

test('ending sessions takes a fresh sign-in or a step-up', async () => {
  const erik = await aClient(chatMan, 'erik');
  const [other, third] = [await aSessionOf(chatMan, 'erik'), await aSessionOf(chatMan, 'erik')];
  const idOf = async (person: typeof erik): Promise<string> =>
    (await person.ask<{ items: { id: string; current: boolean }[] }>('GET', '/auth/sessions')).items.find(
      ({ current }) => current,
    )!.id;
  const ids = [await idOf(other), await idOf(third)];
  expect((await erik.send('DELETE', `/auth/sessions/${ids[0]}`)).status).toBe(204);
  expect((await me(other.cookie)).status).toBe(401);

  clock.advance({ minutes: 6 });
  expect((await erik.send('DELETE', `/auth/sessions/${ids[1]}`)).status).toBe(428);
  expect((await erik.send('DELETE', '/auth/sessions')).status).toBe(428);
  expect((await me(third.cookie)).status).toBe(200);
  await erik.ask('POST', '/auth/step-up', password);
  expect((await erik.send('DELETE', '/auth/sessions')).status).toBe(204);
  expect((await me(third.cookie)).status).toBe(401);
});
