import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GenerationStarted } from '../../libs/contracts/chat/chat.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

let server: ModelServer;
let subject: TestApp;
let person: Person;

beforeAll(async () => {
  server = await startModelServer({ answer: 'Seven.' });
  subject = await anApp({ environment: { OLLAMA_BASE_URL: server.url } });
  person = await theFirstAdmin(subject);
});
afterAll(() => server.close());

const send = (conversationId: string, body: object): Promise<Response> =>
  person.send('POST', `/chat/conversations/${conversationId}/messages`, body);

/** A conversation with one answer, which is its end. */
async function answered(): Promise<{ readonly conversationId: string; readonly endId: string }> {
  const { conversationId, assistantMessage, generation } = await asks(person, 'How long?');
  await reads(person, generation.id);
  return { conversationId, endId: assistantMessage.id };
}

it('a question to an end that is still the end is taken', async () => {
  const { conversationId, endId } = await answered();
  expect((await send(conversationId, { content: 'And then?', parentId: endId, onlyAtEnd: true })).status).toBe(202);
});

it('a question to an end that has moved on is refused, and nothing is written', async () => {
  const { conversationId, endId } = await answered();
  const further = (await (await send(conversationId, { content: 'From tab B', parentId: endId })).json()) as GenerationStarted;
  await reads(person, further.generation.id);
  const before = await messagesOf(person, conversationId);

  const refused = await send(conversationId, { content: 'From tab A', parentId: endId, onlyAtEnd: true });
  expect([refused.status, await refused.json()]).toEqual([409, expect.objectContaining({ code: 'conversation-moved-on' })]);
  expect(await messagesOf(person, conversationId)).toEqual(before);

  const branched = await send(conversationId, { content: 'From tab A', parentId: endId });
  expect(branched.status).toBe(202);
});

it('so is a first question to a conversation that has one by now', async () => {
  const { conversationId } = await answered();
  const refused = await send(conversationId, { content: 'First?', parentId: null, onlyAtEnd: true });
  expect(refused.status).toBe(409);
});

it('of two questions to the same end at the same moment one is taken', async () => {
  const { conversationId, endId } = await answered();
  const both = await Promise.all(
    ['One', 'Two'].map((content) => send(conversationId, { content, parentId: endId, onlyAtEnd: true })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
});
