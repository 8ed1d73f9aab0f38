import { afterAll, expect, test } from 'vitest';
import { anApp } from '../support/app.js';
import { asks } from '../support/asking.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer } from '../support/model-server/model-server.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const clock = new AdjustableClock();
const server = await startModelServer();
afterAll(() => server.close());
server.set({ ...calmKnobs, hang: 'in-mid-answer' });
const chatMan = await anApp({ clock, environment: { OLLAMA_BASE_URL: server.url } });
const admin = await theFirstAdmin(chatMan);

/** The stream of an answer that never ends; `ended` settles when the server ends the stream. */
async function anEndlessStream(person: Person): Promise<{ readonly ended: Promise<void> }> {
  const { generation } = await asks(person, 'What is kept?');
  const response = await person.send('GET', `/chat/generations/${generation.id}/events`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('event-stream')]);
  const reader = response.body!.getReader();
  expect((await reader.read()).done).toBe(false);
  const toTheEnd = async (): Promise<void> => {
    while (!(await reader.read()).done);
  };
  return { ended: toTheEnd().catch(() => undefined) };
}

/** Polls as the portal does, each minute. Returns what the polls got. */
async function pollForMinutes(person: Person, minutes: number): Promise<Set<number>> {
  const statuses = new Set<number>();
  for (let minute = 0; minute < minutes; minute += 1) {
    clock.advance({ minutes: 1 });
    statuses.add((await person.send('GET', '/auth/me', undefined, { 'X-Background': '1' })).status);
  }
  return statuses;
}

test('with a stream and polling running, an action after 14:59 without one still works', async () => {
  const person = await aClient(chatMan, 'early.bird');
  await anEndlessStream(person);
  expect(await pollForMinutes(person, 14)).toEqual(new Set([200]));
  clock.advance({ seconds: 55 }); // the seconds that the test itself takes are on the clock too
  expect((await person.send('GET', '/auth/me')).status).toBe(200);
});

test('at 15:01 it is refused, neither stream nor polling has kept the session, and the stream ends', async () => {
  const person = await aClient(chatMan, 'late.riser');
  const { ended } = await anEndlessStream(person);
  expect(await pollForMinutes(person, 14)).toEqual(new Set([200]));
  clock.advance({ minutes: 1, seconds: 1 });
  expect((await person.send('GET', '/auth/me')).status).toBe(401);
  await ended;
});

test.each(['end-sessions', 'disable'])('an administrator’s %s ends a stream that is running', async (act) => {
  const person = await aClient(chatMan, `running.${act}`);
  const { id } = person;
  const { ended } = await anEndlessStream(person);
  const boss = await aSessionOf(chatMan, admin.username);
  await boss.ask('POST', `/users/${id}/${act}`, { reason: 'Left the organisation' });
  await ended;
});
