import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import type { GenerationStarted } from '../../libs/contracts/chat/chat.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { at, installed, type Installed } from '../support/front/instances.js';
import { built } from '../support/installation.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { registered, signedIn, type Person } from '../support/people.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const tokens = 300;
const wholeAnswer = Array.from({ length: tokens }, (_, index) => `w${index}`).join(' ');
const place = mkdtempSync(join(tmpdir(), 'chatman-instances-'));

let model: ModelServer;
let all: Installed;
let person: Person;

beforeAll(async () => {
  await built();
  model = await startModelServer({ tokens, tokenMs: 8, parallel: 8 });
  all = await installed(place, 3, {
    OLLAMA_BASE_URL: model.url,
    CHAT_MAN__BACKUP__AUTOBACKUPENABLED: 'true',
  });
  person = await registered(all.front, 'somebody');
});
afterAll(async () => {
  await all?.stop();
  await model.close();
  rmSync(place, { recursive: true, force: true });
});

describe('three instances behind one proxy', () => {
  test('share a session: begun on one, known by the others, ended for all', async () => {
    const session = await signedIn(all.front, 'somebody');
    for (const instance of all.instances) expect((await at(instance, session).send('GET', '/auth/me')).status).toBe(200);
    await at(all.instances[1]!, session).send('POST', '/auth/logout');
    for (const instance of all.instances) expect((await at(instance, session).send('GET', '/auth/me')).status).toBe(401);
  });

  test('stream an answer of one instance from another, also from its middle', async () => {
    const [one, other, third] = all.instances.map((instance) => at(instance, person));
    const { generation } = await asks(one!, 'Go.');
    const half = await reads(other!, generation.id, undefined, ({ text }) => text.length > 100);
    const [whole, rest] = await Promise.all([reads(person, generation.id), reads(third!, generation.id, half)]);
    expect([whole.text, rest.text]).toEqual([wholeAnswer, wholeAnswer]);
  });

  test('follow a change of settings and of a role within a second', async () => {
    const took: number[] = [];
    for (const [nth, value] of [0.11, 0.22, 0.33].entries()) {
      await at(all.instances[nth]!, all.owner).ask('PATCH', '/settings', {
        changes: { 'model.temperature': value },
        reason: 'a test',
      });
      const began = performance.now();
      await Promise.all(
        all.instances.map((instance) =>
          expect.poll(() => effective(instance, 'model.temperature'), { interval: 20 }).toBe(value),
        ),
      );
      took.push(performance.now() - began);
    }
    expect(Math.max(...took)).toBeLessThan(1_000);

    const clerk = await registered(all.front, 'clerk');
    const promote = (role: string): Promise<unknown> =>
      at(all.instances[0]!, all.owner).ask('PATCH', `/users/${clerk.id}`, { role, reason: 'a test' });
    await promote('operations_team');
    const again = await signedIn(all.front, 'clerk');
    const roles = async (): Promise<string[]> =>
      Promise.all(
        all.instances.map(async (instance) => (await at(instance, again).ask<{ role: string }>('GET', '/auth/me')).role),
      );
    expect(await roles()).toEqual(['operations_team', 'operations_team', 'operations_team']);
  });

  test('count failed sign-ins together, to the last one', async () => {
    await registered(all.front, 'guessed');
    const statuses = await Promise.all(
      Array.from({ length: 24 }, async (_, nth) => {
        const response = await fetch(`${nth % 2 ? all.front.url : all.instances[nth % 3]!.url}/api/auth/login`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `198.51.100.${nth}`, 'X-Forwarded-Proto': 'https' },
          body: JSON.stringify({ username: 'guessed', password: 'Wrong-Password-99' }),
        });
        return response.status;
      }),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(19);
  });

  test('do scheduled work once: the backup that each of them found missing is one', async () => {
    await expect.poll(() => backups(), { timeout: 60_000 }).toEqual(['finished']);
  });
});

test('kill -9 of the instance that writes an answer: the others keep what there is, and continue it', async () => {
  const [one, other] = all.instances.map((instance) => at(instance, person));
  const asked = await asks(one!, 'Go on.');
  const read = reads(other!, asked.generation.id);
  await expect.poll(async () => (await messagesOf(other!, asked.conversationId)).at(-1)!.content.length).toBeGreaterThan(50);
  process.kill(all.instances[0]!.apiPid, 'SIGKILL');
  expect((await read).events).toContain('done');
  const partial = (await messagesOf(other!, asked.conversationId)).at(-1)!;
  expect(partial.status).toBe('interrupted');
  expect([wholeAnswer.startsWith(partial.content), (await read).text]).toEqual([true, partial.content]);

  const { generation } = await person.ask<GenerationStarted>('POST', `/chat/generations/${asked.generation.id}/continue`);
  await reads(person, generation.id);
  expect((await messagesOf(person, asked.conversationId)).at(-1)).toMatchObject({ status: 'completed' });
  await expect.poll(() => all.instances[0]!.answers(), { timeout: 60_000 }).toBe(true);
});

test('a rolling restart under load loses no request and no answer', async () => {
  const ends = new AbortController();
  const seen: { readonly status: number | string; readonly what: string }[] = [];
  const people = [person, ...(await Promise.all(['second', 'third', 'fourth'].map((name) => registered(all.front, name))))];
  const works = people.map((each) => keepsWorking(each, ends.signal, seen));
  const asking = people.map((each) => keepsAsking(each, ends.signal));
  for (const nth of all.instances.keys()) await all.restart(nth);
  ends.abort();
  await Promise.all(works);
  const answers = (await Promise.all(asking)).flat();
  expect(seen.filter(({ status }) => typeof status === 'string' || status >= 400)).toEqual([]);
  expect(seen.length).toBeGreaterThan(200);
  expect(answers.length).toBeGreaterThan(10);
  for (const text of answers) expect(text).toBe(wholeAnswer);
});

/** Reads and writes all the time, through the proxy, as one person. */
async function keepsWorking(each: Person, ends: AbortSignal, seen: { status: number | string; what: string }[]): Promise<void> {
  while (!ends.aborted) {
    for (const [method, path, body] of [
      ['GET', '/auth/me'],
      ['POST', '/chat/conversations', { title: 'under load' }],
      ['GET', '/chat/conversations'],
    ] as const) {
      const status = await each.send(method, path, body).then(
        async (response) => (await response.arrayBuffer(), response.status),
        (error: Error) => String(error.cause ?? error),
      );
      seen.push({ status, what: `${method} ${path}` });
      await pause(20);
    }
  }
}

/** Asks one question after the other and reads each answer to its end, from the cursor where a connection ended early. */
async function keepsAsking(each: Person, ends: AbortSignal): Promise<string[]> {
  const answers: string[] = [];
  while (!ends.aborted) {
    const { generation } = await asks(each, 'Go.');
    const read = await reads(each, generation.id);
    while (!read.events.includes('done')) await reads(each, generation.id, read);
    answers.push(read.text);
  }
  return answers;
}

async function effective(instance: Installed['instances'][number], name: string): Promise<unknown> {
  const { items } = await at(instance, all.owner).ask<{ items: { key: string; value: unknown }[] }>('GET', '/settings');
  return items.find(({ key }) => key === name)?.value;
}

async function backups(): Promise<string[]> {
  const { items } = await all.owner.ask<{ items: { state: string }[] }>('GET', '/backup/list');
  return items.map(({ state }) => state);
}
