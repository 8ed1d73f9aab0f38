import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GenerationStarted, Message } from '../../libs/contracts/chat/chat.js';
import type { CollectionPage } from '../../libs/contracts/rag.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { elsewhere, type Person } from '../support/people.js';

const canary = 'quicksilver-4711';
const knowledge = `# Safe\n\n## Code\n\nThe code of the safe in the basement is ${canary}.\n`;
const question = 'What is the code of the safe in the basement?';

let outside: ModelServer;
let inside: ModelServer;
let subject: TestApp;
/** The same person, where the model runs on this host and where it runs outside. */
let here: Person;
let there: Person;

beforeAll(async () => {
  [inside, outside] = [await startModelServer(), await startModelServer()];
  subject = await anApp({ environment: { OLLAMA_BASE_URL: inside.url }, knowledge });
  const abroad = await anApp({ environment: { OLLAMA_BASE_URL: outside.url, OLLAMA_PLACE: 'outside' }, beside: subject });
  here = await theFirstAdmin(subject);
  there = elsewhere(here, abroad.url);
});
beforeEach(async () => {
  await marked(true);
  inside.set({ ...calmKnobs, answer: `The code is ${canary} [S1].` });
  outside.set({ ...calmKnobs, answer: 'I do not know.' });
  outside.forget();
  inside.forget();
});
afterAll(() => Promise.all([inside.close(), outside.close()]));

const marked = (staysHere: boolean) =>
  asRole(subject.database.ownerUrl, (db) => db.query('UPDATE rag.collection SET stays_here = $1', [staysHere]));
const sent = (): string => JSON.stringify(outside.prompts);

async function follows(person: Person, conversationId: string, content: string): Promise<Message> {
  const path = `/chat/conversations/${conversationId}/messages`;
  const { generation } = await person.ask<GenerationStarted>('POST', path, { content });
  await reads(person, generation.id);
  return (await messagesOf(person, conversationId)).at(-1)!;
}
async function begins(person: Person, content: string): Promise<{ conversationId: string; answer: Message }> {
  const { conversationId, generation } = await asks(person, content);
  await reads(person, generation.id);
  return { conversationId, answer: (await messagesOf(person, conversationId)).at(-1)! };
}

describe('a collection that stays here', () => {
  it('is one that was never released, with a notice', async () => {
    const { items } = await here.ask<CollectionPage>('GET', '/rag/collections');
    expect(items).toMatchObject([{ builtIn: true, staysHere: true }]);
  });

  it('reaches a model here', async () => {
    const { answer } = await begins(here, question);
    expect(JSON.stringify(inside.prompts)).toContain(canary);
    expect(answer.provenance).toMatchObject({ place: 'this-host', notices: [] });
  });

  it('never reaches a model outside, and the answer has a notice', async () => {
    const { answer } = await begins(there, question);
    expect(outside.prompts.some(({ path }) => path === '/api/chat')).toBe(true);
    expect(sent()).not.toContain(canary);
    expect(answer).toMatchObject({ status: 'completed', citations: [] });
    expect(answer.provenance).toMatchObject({ place: 'outside', passages: [], notices: ['passages-stay-here'] });
  });

  it('does not reach it by the history: not by quotes, not by a model here, not by what that wrote from them later', async () => {
    const { conversationId } = await begins(here, question);
    inside.set({ answer: `Again: ${canary}.` });
    await follows(here, conversationId, 'Say that again, please.');
    const answer = await follows(there, conversationId, 'Once more, please.');
    const messages = JSON.stringify(outside.prompts.find(({ path }) => path === '/api/chat')!.body);
    expect(messages).toContain('Say that again, please.');
    expect(sent()).not.toContain(canary);
    expect(answer.provenance!.notices).toContain('history-stays-here');
    await follows(there, conversationId, 'And now?');
    expect(JSON.stringify(outside.prompts.at(-1)!.body)).toContain('I do not know.');
    expect(sent()).not.toContain(canary);
  });

  it('is still quoted where the model outside fails, and that answer stays here too', async () => {
    outside.set({ refusals: 1, refusalStatus: 404, refusalText: 'no such model' });
    const { conversationId, answer } = await begins(there, question);
    expect(answer.content).toContain(canary);
    expect(answer.provenance).toMatchObject({ provider: 'extractive', place: 'this-host' });
    await follows(there, conversationId, 'Thank you. And why?');
    expect(outside.prompts.filter(({ path }) => path === '/api/chat').length).toBeGreaterThan(1);
    expect(sent()).not.toContain(canary);
  });

  it('does not reach it by an answer that was begun here: it is not continued there, and keeps its sources', async () => {
    inside.set({ answer: `The code is ${canary} [S1]. It was changed in May.`, errorAfterTokens: 8 });
    const { conversationId, answer: begun } = await begins(here, question);
    expect(begun).toMatchObject({ status: 'interrupted', content: expect.stringContaining(canary) as string });
    const path = `/chat/generations/${begun.generationId!}/continue`;
    const { generation } = await there.ask<GenerationStarted>('POST', path);
    await reads(there, generation.id);
    const answer = (await messagesOf(there, conversationId)).at(-1)!;
    expect(answer).toMatchObject({ status: 'interrupted', errorCode: 'answer-stays-here', content: begun.content });
    expect(answer.provenance).toEqual(begun.provenance);
    expect(outside.prompts.filter(({ path: asked }) => asked === '/api/chat')).toEqual([]);
  });

  it('may go once it is released, and its earlier answers with it', async () => {
    const { conversationId } = await begins(here, question);
    await marked(false);
    const answer = await follows(there, conversationId, question);
    const { messages } = outside.prompts.find(({ path }) => path === '/api/chat')!.body as { messages: { role: string }[] };
    expect(messages.filter(({ role }) => role === 'assistant')).toHaveLength(1);
    expect(sent()).toContain(canary);
    expect(answer.provenance!.notices).toEqual([]);
  });
});
