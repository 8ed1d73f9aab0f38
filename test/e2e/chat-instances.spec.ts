import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GenerationStarted } from '../../libs/contracts/chat/chat.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { EventFeeds } from '../../apps/api/src/chat/generation/stream/event-feeds.js';
import { GenerationSweep } from '../../apps/api/src/chat/generation/recovery/generation-sweep.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { eventsOf } from '../support/event-stream.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { elsewhere, type Person } from '../support/people.js';

let server: ModelServer;
let writing: TestApp;
let other: TestApp;
let here: Person;
let there: Person;

beforeAll(async () => {
  server = await startModelServer();
  writing = await anApp({ environment: { OLLAMA_BASE_URL: server.url } });
  other = await anApp({ environment: { OLLAMA_BASE_URL: server.url }, beside: writing });
  here = await theFirstAdmin(writing);
  there = elsewhere(here, other.url);
});
beforeEach(() => server.set({ ...calmKnobs }));
afterAll(() => server.close());

describe('two instances', () => {
  it('follow the same answer byte by byte, from the beginning or from a cursor of the other', async () => {
    server.set({ answer: 'Grüße 🙂 an alle, die dies lesen. '.repeat(8).trim(), tokenMs: 8 });
    const { conversationId, generation } = await asks(here, 'Go.');
    const half = await reads(here, generation.id, undefined, ({ text }) => text.length > 40);
    const [fromThere, fromCursor] = await Promise.all([reads(there, generation.id), reads(there, generation.id, half)]);
    const { content } = (await messagesOf(there, conversationId)).at(-1)!;
    expect(content).toBe('Grüße 🙂 an alle, die dies lesen. '.repeat(8).trim());
    expect([fromThere.text, fromCursor.text]).toEqual([content, content]);
    expect(fromThere.events.at(-1)).toBe('done');
  });

  it('stop each other’s answers, at the model', async () => {
    server.set({ answer: 'One two', hang: 'in-mid-answer' });
    server.forget();
    const { conversationId, generation } = await asks(here, 'Go.');
    await reads(here, generation.id, undefined, ({ text }) => text === 'One');
    expect(await there.ask('POST', `/chat/generations/${generation.id}/stop`)).toMatchObject({ status: 'stopped' });
    await server.until((seen) => seen.some(({ outcome }) => outcome === 'client-left'));
    const events = await eventsOf(there.send('GET', `/chat/generations/${generation.id}/events`));
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { status: 'stopped', message: { content: 'One' } } });
    expect((await messagesOf(here, conversationId)).at(-1)).toMatchObject({ status: 'stopped', content: 'One' });
  });
});

it('leaves answers interrupted, with their text, when an instance is shut down', async () => {
  const third = await anApp({ environment: { OLLAMA_BASE_URL: server.url }, beside: writing });
  server.set({ answer: 'The beginning', hang: 'in-mid-answer' });
  const { conversationId, generation } = await asks(elsewhere(here, third.url), 'Go.');
  const open = reads(elsewhere(here, third.url), generation.id);
  await server.until((seen) => seen.findLast(({ path }) => path === '/api/chat')!.tokensSent > 0);
  await expect.poll(() => third.app.get(EventFeeds).count).toBe(1);
  await third.app.close();
  expect((await open).events.at(-1)).toBe('done');
  expect((await messagesOf(here, conversationId)).at(-1)).toMatchObject({
    status: 'interrupted',
    content: 'The',
    errorCode: 'answer-interrupted',
  });
});

describe('an answer whose instance has died', () => {
  /** As a killed process leaves it: the rows as of the last write, and a lease that is not renewed. */
  const orphaned = async (): Promise<{ conversationId: string; started: GenerationStarted }> => {
    server.set({ answer: 'The beginning of it all', hang: 'in-mid-answer' });
    const { conversationId, ...started } = await asks(here, 'Go.');
    await reads(there, started.generation.id, undefined, ({ text }) => text === 'The');
    await asRole(writing.database.ownerUrl, async (client) => {
      await client.query(
        "UPDATE chat.generation SET instance_id = gen_random_uuid(), lease_until = now() - interval '1 second' WHERE id = $1",
        [started.generation.id],
      );
    });
    return { conversationId, started };
  };

  it('is ended by the others, keeps its text, and can be continued there', async () => {
    const { conversationId, started } = await orphaned();
    const following = eventsOf(there.send('GET', `/chat/generations/${started.generation.id}/events`));
    await other.app.get(GenerationSweep).sweep();
    const events = await following;
    expect(events.at(-2)).toMatchObject({ event: 'error', data: { code: 'answer-interrupted' } });
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { status: 'interrupted', message: { content: 'The' } } });

    server.set({ answer: ' end', hang: 'never' });
    const further = await there.ask<GenerationStarted>('POST', `/chat/generations/${started.generation.id}/continue`);
    expect((await reads(here, further.generation.id)).text).toBe('The end');
    expect((await messagesOf(here, conversationId)).at(-1)).toMatchObject({ status: 'completed', content: 'The end' });
  });

  it('is given up by an instance that only seemed dead', async () => {
    const { conversationId } = await orphaned();
    await other.app.get(GenerationSweep).sweep();
    await server.until((seen) => seen.findLast(({ path }) => path === '/api/chat')?.outcome === 'client-left');
    expect((await messagesOf(here, conversationId)).at(-1)).toMatchObject({ status: 'interrupted', content: 'The' });
  });
});
