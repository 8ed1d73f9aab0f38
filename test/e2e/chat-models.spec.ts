import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnsweredOnce, GenerationStarted, Message, ModelList } from '../../libs/contracts/chat.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const knowledge =
  '# Guide\n\n## Backups\n\nBackups run at night. The last seven backups are kept on disk. Older ones are removed.\n';
const question = 'How many backups are kept on disk?';

let server: ModelServer;
let subject: TestApp;
let person: Person;
let stranger: Person;

beforeAll(async () => {
  server = await startModelServer();
  subject = await anApp({ environment: { OLLAMA_BASE_URL: server.url }, knowledge });
  stranger = await theFirstAdmin(subject);
  person = await aClient(subject, 'reader.one');
});
beforeEach(() => {
  server.set({ ...calmKnobs, answer: 'Seven backups are kept [S1].' });
  server.forget();
});
afterAll(() => server.close());

const sends = (conversationId: string, body: object) =>
  person.ask<GenerationStarted>('POST', `/chat/conversations/${conversationId}/messages`, body);
const finished = async (content: string): Promise<{ conversationId: string; answer: Message }> => {
  const { conversationId, generation } = await asks(person, content);
  await reads(person, generation.id);
  return { conversationId, answer: (await messagesOf(person, conversationId)).at(-1)! };
};

describe('a strange answer', () => {
  it.each([
    ['nothing', { answer: '' }, 'answer-empty'],
    ['thoughts alone', { answer: '<think>Hm.</think>' }, 'answer-empty'],
    ['a tool call', { toolCall: true }, 'answer-tool-call'],
    ['a web page', { html: true }, 'answer-malformed'],
    ['an object', { contentAs: 'object' }, 'answer-malformed'],
  ] as const)('is called what it is: %s', async (_case, knobs, errorCode) => {
    server.set(knobs);
    expect((await finished(question)).answer).toMatchObject({ status: 'failed', errorCode, content: '' });
  });

  it('to one person does not take the model away from others', async () => {
    for (const knobs of [
      { html: true },
      { refusals: 9, refusalStatus: 500 },
      { refusals: 9, refusalStatus: 404, refusalText: 'no' },
    ] as const) {
      for (let time = 0; time < 3; time += 1) {
        server.set({ ...calmKnobs, ...knobs });
        await finished(question);
      }
      server.set({ ...calmKnobs, answer: 'Seven.' });
      const once = await stranger.ask<AnsweredOnce>('POST', '/chat', { message: question });
      expect(once.message).toMatchObject({ content: 'Seven.', provenance: { provider: 'ollama' } });
    }
  });

  it('has its thoughts neither kept, nor cited, nor sent again', async () => {
    server.set({ answer: '<think>\nIt is [S1].\n</think>\n\nSeven backups are kept.' });
    const { conversationId, answer } = await finished(question);
    expect(answer).toMatchObject({ content: 'Seven backups are kept.', citations: [] });
    await reads(person, (await sends(conversationId, { content: 'And why?' })).generation.id);
    expect(JSON.stringify(server.prompts.findLast(({ path }) => path === '/api/chat')!.body)).not.toContain('It is [S1]');
  });

  it('that was written without a parameter does not say that it was written with it', async () => {
    server.set({ refusedParameters: ['top_k'] });
    const { answer } = await finished(question);
    expect(answer.provenance!.parameters).toMatchObject({ temperature: 0.7 });
    expect(answer.provenance!.parameters).not.toHaveProperty('top_k');
  });
});

describe('a model on a machine of somebody else', () => {
  it('gets no question, says why in the list, and no other answers in its place', async () => {
    const foreign = await startModelServer({ remoteHost: 'https://ollama.example' });
    const own = await anApp({ environment: { OLLAMA_BASE_URL: foreign.url }, knowledge });
    const admin = await theFirstAdmin(own);
    const once = await admin.ask<AnsweredOnce>('POST', '/chat', { message: question });
    expect(once.message.provenance).toMatchObject({
      provider: 'extractive',
      notices: expect.arrayContaining(['model-refused-remote']) as string[],
    });
    expect(foreign.prompts.filter(({ path }) => path === '/api/chat')).toEqual([]);
    const { items } = await admin.ask<ModelList>('GET', '/chat/models');
    expect(items[0]).toMatchObject({
      name: 'llama3.2:3b',
      available: false,
      reason: expect.stringContaining('remote server') as string,
    });
    await foreign.close();
  });

  it('is asked where the deployer allows it, and the answer says so', async () => {
    const foreign = await startModelServer({ remoteHost: 'https://ollama.example', answer: 'Seven.' });
    const own = await anApp({
      environment: { OLLAMA_BASE_URL: foreign.url, CHAT_MAN__PROVIDER__ALLOWREMOTEMODELS: 'true' },
      knowledge,
    });
    const admin = await theFirstAdmin(own);
    const once = await admin.ask<AnsweredOnce>('POST', '/chat', { message: question });
    expect(once.message).toMatchObject({ content: 'Seven.', provenance: { notices: ['remote-model', 'passages-stay-here'] } });
    await foreign.close();
  });
});

describe('a question from a script', () => {
  it.each([false, true])('stops the model when its connection is cut (stream: %s)', async (stream) => {
    server.set({ hang: 'in-mid-answer' });
    const leaving = new AbortController();
    const asked = person.send('POST', '/chat', { message: question, stream }, {}, leaving.signal).then(
      async (answer) => answer.text(),
      () => 'left',
    );
    await server.until((seen) => seen.some(({ path, tokensSent }) => path === '/api/chat' && tokensSent > 0));
    leaving.abort();
    await asked.catch(() => undefined);
    await server.until((seen) => seen.some(({ path, outcome }) => path === '/api/chat' && outcome === 'client-left'));
  });
});
