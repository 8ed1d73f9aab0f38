import { describe, expect, it } from 'vitest';
import type { AnsweredOnce, ModelList } from '../../libs/contracts/chat/chat.js';
import { anApp } from '../support/app.js';
import { reads } from '../support/asking.js';
import { chatApp, knowledge, question } from '../support/chat-app.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer } from '../support/model-server/model-server.js';
import { theFirstAdmin } from '../support/inserted-people.js';

const here = chatApp();
const { sends, finished } = here;

describe('a strange answer', () => {
  it.each([
    ['nothing', { answer: '' }, 'answer-empty'],
    ['thoughts alone', { answer: '<think>Hm.</think>' }, 'answer-empty'],
    ['a tool call', { toolCall: true }, 'answer-tool-call'],
    ['a web page', { html: true }, 'answer-malformed'],
    ['an object', { contentAs: 'object' }, 'answer-malformed'],
  ] as const)('is called what it is: %s', async (_case, knobs, errorCode) => {
    here.server.set(knobs);
    expect((await finished(question)).answer).toMatchObject({ status: 'failed', errorCode, content: '' });
  });

  it('to one person does not take the model away from others', async () => {
    for (const knobs of [
      { html: true },
      { refusals: 9, refusalStatus: 500 },
      { refusals: 9, refusalStatus: 404, refusalText: 'no' },
    ] as const) {
      for (let time = 0; time < 3; time += 1) {
        here.server.set({ ...calmKnobs, ...knobs });
        await finished(question);
      }
      here.server.set({ ...calmKnobs, answer: 'Seven.' });
      const once = await here.stranger.ask<AnsweredOnce>('POST', '/chat', { message: question });
      expect(once.message).toMatchObject({ content: 'Seven.', provenance: { provider: 'ollama' } });
    }
  });

  it('has its thoughts neither kept, nor cited, nor sent again', async () => {
    here.server.set({ answer: '<think>\nIt is [S1].\n</think>\n\nSeven backups are kept.' });
    const { conversationId, answer } = await finished(question);
    expect(answer).toMatchObject({ content: 'Seven backups are kept.', citations: [] });
    await reads(here.person, (await sends(conversationId, { content: 'And why?' })).generation.id);
    expect(JSON.stringify(here.server.prompts.findLast(({ path }) => path === '/api/chat')!.body)).not.toContain('It is [S1]');
  });

  it('that was written without a parameter does not say that it was written with it', async () => {
    here.server.set({ refusedParameters: ['top_k'] });
    const { answer } = await finished(question);
    expect(answer.provenance!.parameters).toMatchObject({ temperature: 0.7 });
    expect(answer.provenance!.parameters).not.toHaveProperty('top_k');
  });
});

describe('a model on a remote machine', () => {
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

  it('is used where the deployer allows it, with a notice in the answer', async () => {
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
    here.server.set({ hang: 'in-mid-answer' });
    const leaving = new AbortController();
    const asked = here.person.send('POST', '/chat', { message: question, stream }, {}, leaving.signal).then(
      async (answer) => answer.text(),
      () => 'left',
    );
    await here.server.until((seen) => seen.some(({ path, tokensSent }) => path === '/api/chat' && tokensSent > 0));
    leaving.abort();
    await asked.catch(() => undefined);
    await here.server.until((seen) => seen.some(({ path, outcome }) => path === '/api/chat' && outcome === 'client-left'));
  });
});
