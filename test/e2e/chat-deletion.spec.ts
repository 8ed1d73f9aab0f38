import type { ClientBase } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation, Message } from '../../libs/contracts/chat/chat.js';
import type { Page } from '../../libs/contracts/common.js';
import { RouteCheck } from '../../libs/platform/http/reference/route-check.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { DeletionSchedule } from '../../apps/api/src/chat/conversation/deletion.schedule.js';
import { ConversationExpiry } from '../../apps/api/src/chat/conversation/conversation.expiry.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { answerOf } from '../support/answers.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { eventsOf } from '../support/event-stream.js';
import { overtaken } from '../support/held-rows.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

let server: ModelServer;
let subject: TestApp;
let other: TestApp;
let person: Person;
let there: Person;
const clock = new AdjustableClock();

beforeAll(async () => {
  server = await startModelServer();
  subject = await anApp({ environment: { OLLAMA_BASE_URL: server.url }, clock });
  other = await anApp({ environment: { OLLAMA_BASE_URL: server.url }, clock, beside: subject });
  await theFirstAdmin(subject);
});
beforeEach(async () => {
  server.set({ ...calmKnobs, answer: 'Seven backups are kept.' });
  server.forget();
  clock.advance({ minutes: 2 });
  await subject.app.get(DeletionSchedule).removeAll();
  person = await aClient(subject, `reader.${String(clock.now().getTime())}`);
  there = await aSessionOf(other, person.username);
});
afterAll(() => server.close());

const listed = async (archived = false): Promise<string[]> =>
  (await person.ask<Page<Conversation>>('GET', `/chat/conversations?archived=${String(archived)}`)).items.map(({ id }) => id);
const rowsOf = (conversationId: string): Promise<number> =>
  asRole(subject.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT (SELECT count(*) FROM chat.conversation WHERE id = $1)::int + (SELECT count(*) FROM chat.message WHERE conversation_id = $1)::int
              + (SELECT count(*) FROM chat.generation WHERE conversation_id = $1)::int AS count`,
      [conversationId],
    );
    return rows[0]!.count;
  });
const finished = async (): Promise<{ conversationId: string; answer: Message; generationId: string }> => {
  const { conversationId, generation } = await asks(person, 'How many backups are kept?');
  await reads(person, generation.id);
  return { conversationId, generationId: generation.id, answer: (await messagesOf(person, conversationId)).at(-1)! };
};
const deletes = async (conversationId: string, by = person): Promise<void> =>
  expect((await by.send('DELETE', `/chat/conversations/${conversationId}`)).status).toBe(204);

describe('a deleted conversation', () => {
  it('is nowhere any more, in no route of the chat, from the moment of its deletion', async () => {
    const { conversationId, answer, generationId } = await finished();
    await deletes(conversationId);
    const ids = { conversations: conversationId, messages: answer.id, generations: generationId };
    const bodies: Readonly<Record<string, object>> = {
      'POST conversations/:id/messages': { content: 'x' },
      'PATCH conversations/:id': { title: 'x' },
      'PUT messages/:id/feedback': { rating: 'up' },
      'POST conversations/:id/shares': { readers: ['external_client'] },
    };
    const routes = subject.app
      .get(RouteCheck)
      .routes()
      .map(({ method, path }) => [method, path.replace(/^\/api/, '')] as const)
      .filter(([, path]) => /^\/chat\/(conversations|messages|generations)\/:id/.test(path) && !path.endsWith('/restore'));
    expect(routes.length).toBeGreaterThan(8);
    for (const [method, path] of routes) {
      const [, kind, rest] = /^\/chat\/(conversations|messages|generations)\/:id(.*)$/.exec(path)!;
      const target = `/chat/${kind!}/${ids[kind as keyof typeof ids]}${rest!.replace(/:\w+/g, answer.id)}`;
      const answered = await person.send(method, target, bodies[`${method} ${kind!}/:id${rest!}`]);
      expect(`${method} ${path} ${String(answered.status)}`).toBe(`${method} ${path} 404`);
    }
    expect(await answerOf(person.send('POST', '/chat', { message: 'x', conversationId }))).toEqual([404, 'not-found']);
    expect([...(await listed()), ...(await listed(true))]).not.toContain(conversationId);
  });

  it('comes back whole when the deletion is taken back in time, also by a second try', async () => {
    const { conversationId } = await finished();
    const before = await messagesOf(person, conversationId);
    await deletes(conversationId);
    const restored = await person.ask<Conversation>('POST', `/chat/conversations/${conversationId}/restore`);
    expect(restored.id).toBe(conversationId);
    expect(await person.ask('POST', `/chat/conversations/${conversationId}/restore`)).toEqual(restored);
    expect(await messagesOf(person, conversationId)).toEqual(before);
    expect(await listed()).toContain(conversationId);
  });

  it('is gone for good after a minute, without another call', async () => {
    const { conversationId } = await finished();
    await deletes(conversationId);
    await other.app.get(DeletionSchedule).removeAll();
    expect(await rowsOf(conversationId)).toBe(4);
    clock.advance({ seconds: 61 });
    expect(await answerOf(person.send('POST', `/chat/conversations/${conversationId}/restore`))).toEqual([
      404,
      'nothing-to-restore',
    ]);
    await Promise.all([subject, other].map((each) => each.app.get(DeletionSchedule).removeAll()));
    expect(await rowsOf(conversationId)).toBe(0);
    const { rows } = await asRole(subject.database.ownerUrl, (client) =>
      client.query<{ action: string }>('SELECT action FROM audit.event WHERE object_id = $1 ORDER BY recorded_at', [
        conversationId,
      ]),
    );
    expect(rows.map(({ action }) => action).filter((action) => action !== 'conversation.started')).toEqual([
      'conversation.deleted',
      'conversation.removed',
    ]);
  });

  it('is brought back by its owner alone', async () => {
    const { conversationId } = await finished();
    await deletes(conversationId);
    const stranger = await aClient(subject, `stranger.${String(clock.now().getTime())}`);
    expect(await answerOf(stranger.send('POST', `/chat/conversations/${conversationId}/restore`))).toEqual([
      404,
      'nothing-to-restore',
    ]);
    await person.ask('POST', `/chat/conversations/${conversationId}/restore`);
  });
});

describe('an answer that is being written when its conversation is deleted', () => {
  it.each([
    ['here', () => person],
    ['on another instance', () => there],
  ])('stops at the model and ends for its readers, when that happens %s', async (_where, by) => {
    server.set({ answer: 'One two three', hang: 'in-mid-answer' });
    const { conversationId, generation } = await asks(person, 'Go.');
    await reads(person, generation.id, undefined, ({ text }) => text === 'One');
    // Their heads first: otherwise the deletion might come before them.
    const readers = [person, there].map((each) => each.send('GET', `/chat/generations/${generation.id}/events`));
    const streams = (await Promise.all(readers)).map((stream) => eventsOf(stream));
    await deletes(conversationId, by());
    for (const events of await Promise.all(streams))
      expect(events.at(-1)).toMatchObject({ event: 'error', data: { code: 'not-found' } });
    await server.until((seen) => seen.some(({ outcome }) => outcome === 'client-left'));
  });

  it('keeps its text as a stopped one, to be continued, when the deletion is taken back', async () => {
    server.set({ answer: 'One two three', hang: 'in-mid-answer' });
    const { conversationId, generation } = await asks(person, 'Go.');
    await reads(there, generation.id, undefined, ({ text }) => text === 'One');
    await deletes(conversationId);
    await person.ask('POST', `/chat/conversations/${conversationId}/restore`);
    expect((await messagesOf(person, conversationId)).at(-1)).toMatchObject({ status: 'stopped', content: 'One' });
    server.set({ answer: ' and more', hang: 'never' });
    const further = await person.ask<{ generation: { id: string } }>('POST', `/chat/generations/${generation.id}/continue`);
    expect((await reads(person, further.generation.id)).text).toBe('One and more');
  });

  it('is not readable from memory afterwards, though its reader had stopped it before', async () => {
    server.set({ answer: 'One two three', hang: 'in-mid-answer' });
    const { conversationId, generation } = await asks(person, 'Go.');
    await reads(person, generation.id, undefined, ({ text }) => text === 'One');
    await Promise.all([
      person.send('POST', `/chat/generations/${generation.id}/stop`),
      person.send('DELETE', `/chat/conversations/${conversationId}`),
    ]);
    await server.until((seen) => seen.some(({ outcome }) => outcome === 'client-left'));
    expect((await person.send('GET', `/chat/generations/${generation.id}/events`)).status).toBe(404);
  });

  it('is not readable from the memory of the instance that wrote it, when another one deleted the conversation', async () => {
    const { conversationId, generationId } = await finished();
    await deletes(conversationId, there);
    await expect.poll(async () => (await person.send('GET', `/chat/generations/${generationId}/events`)).status).toBe(404);
  });
});

it('takes no question that comes in while the conversation is being deleted', async () => {
  const { conversationId } = await finished();
  const [asked] = await Promise.all([
    person.send('POST', `/chat/conversations/${conversationId}/messages`, { content: 'Still there?' }),
    person.send('DELETE', `/chat/conversations/${conversationId}`),
  ]);
  expect([202, 404]).toContain(asked.status);
  const { rows } = await asRole(subject.database.ownerUrl, (client) =>
    client.query('SELECT 1 FROM chat.generation WHERE conversation_id = $1 AND finished_at IS NULL', [conversationId]),
  );
  expect(rows).toEqual([]);
});

describe('a conversation that is removed for good at that very moment', () => {
  const removed = (client: ClientBase, id: string) => client.query('DELETE FROM chat.conversation WHERE id = $1', [id]);
  const during = (conversationId: string, call: () => Promise<Response>) =>
    answerOf(overtaken(subject.database.ownerUrl, { hold: (client) => removed(client, conversationId), call }));

  it('takes no opinion on an answer', async () => {
    const { conversationId, answer } = await finished();
    const rate = () => person.send('PUT', `/chat/messages/${answer.id}/feedback`, { rating: 'up' });
    expect(await during(conversationId, rate)).toEqual([404, 'not-found']);
  });

  it('is not answered again, and neither waits for the other for ever', async () => {
    const { conversationId, answer } = await finished();
    const answered = answerOf(
      overtaken(subject.database.ownerUrl, {
        hold: (client) => client.query('SELECT FROM chat.conversation WHERE id = $1 FOR UPDATE', [conversationId]),
        call: () => person.send('POST', `/chat/messages/${answer.id}/regenerate`),
        meanwhile: (client) => removed(client, conversationId),
      }),
    );
    expect(await answered).toEqual([404, 'not-found']);
  });

  it('does not come back', async () => {
    const { conversationId } = await finished();
    await deletes(conversationId);
    const restore = () => person.send('POST', `/chat/conversations/${conversationId}/restore`);
    expect(await during(conversationId, restore)).toEqual([404, 'nothing-to-restore']);
  });
});

it('is in use again, and not too old any more, once an answer in it is continued', async () => {
  server.set({ answer: 'One two three', hang: 'in-mid-answer' });
  const { conversationId, generation } = await asks(person, 'Go.');
  await reads(person, generation.id, undefined, ({ text }) => text === 'One');
  await person.ask('POST', `/chat/generations/${generation.id}/stop`);
  await expect.poll(async () => (await messagesOf(person, conversationId)).at(-1)!.content).toBe('One');
  await asRole(subject.database.ownerUrl, (client) =>
    client.query(`UPDATE chat.conversation SET updated_at = '2020-01-01' WHERE id = $1`, [conversationId]),
  );
  server.set({ answer: ' and more', hang: 'never' });
  const { generation: further } = await person.ask<{ generation: { id: string } }>(
    'POST',
    `/chat/generations/${generation.id}/continue`,
  );
  await reads(person, further.id);
  const monthAgo = new Date(Date.now() - 30 * 86_400_000);
  await subject.app
    .get(Transactions)
    .run((tx) => subject.app.get(ConversationExpiry, { strict: false }).removeBefore(tx, monthAgo, 100));
  expect(await listed()).toContain(conversationId);
});

it('goes on with a stopped answer once, though it is requested several times in parallel', async () => {
  server.set({ answer: 'One two three', hang: 'in-mid-answer' });
  const { conversationId, generation } = await asks(person, 'Go.');
  await reads(person, generation.id, undefined, ({ text }) => text === 'One');
  await person.ask('POST', `/chat/generations/${generation.id}/stop`);
  await expect.poll(async () => (await messagesOf(person, conversationId)).at(-1)!.content).toBe('One');
  await server.until((seen) => seen.some(({ outcome }) => outcome === 'client-left'));
  server.set({ answer: ' and more', hang: 'never' });
  const answers = await Promise.all(
    [person, there, person, there].map((each) => each.send('POST', `/chat/generations/${generation.id}/continue`)),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409, 409]);
  const { generation: further } = (await answers.find(({ status }) => status === 202)!.json()) as { generation: { id: string } };
  await reads(person, further.id);
  expect((await messagesOf(person, conversationId)).at(-1)).toMatchObject({ content: 'One and more', status: 'completed' });
});
