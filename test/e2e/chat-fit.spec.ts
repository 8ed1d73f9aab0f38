import { describe, expect, it } from 'vitest';
import type { QuestionFit } from '../../libs/contracts/chat/question-fit.js';
import { anApp } from '../support/app.js';
import { chatApp, question } from '../support/chat-app.js';
import { aClient } from '../support/inserted-people.js';

const here = chatApp();
const fits = (body: object) => here.person.ask<QuestionFit>('POST', '/chat/fit', body);
const words = (count: number): string => 'word '.repeat(count).trim();

describe('a question that is not sent yet', () => {
  it('fits where it is short, with the window that it has', async () => {
    expect(await fits({ content: question })).toMatchObject({
      model: 'llama3.2:3b',
      contextTokens: expect.any(Number) as number,
      fits: true,
      leftOut: [],
    });
  });

  it('does not fit where it is longer than the window, as its answer says once it is sent', async () => {
    const content = words(6400);
    const said = await fits({ content });
    expect(said.questionTokens).toBeGreaterThan(said.contextTokens!);
    expect(said.fits).toBe(false);
    expect((await here.finished(content)).answer).toMatchObject({ status: 'failed', errorCode: 'prompt-too-long' });
  });

  it('says that earlier messages would be left out, as the answer does', async () => {
    const { conversationId, answer } = await here.finished(words(3500));
    const content = words(2000);
    expect(await fits({ content, conversationId, parentId: answer.id })).toMatchObject({
      fits: true,
      leftOut: ['earlier-messages'],
    });
    expect(here.server.prompts.filter(({ path }) => path === '/api/chat')).toHaveLength(1);
  });

  it('tells nothing of conversations of others, and keeps nothing', async () => {
    const { conversationId } = await here.finished('First?');
    expect((await here.stranger.send('POST', '/chat/fit', { content: 'x', conversationId })).status).toBe(404);
    expect((await here.person.send('POST', '/chat/fit', { content: '' })).status).toBe(400);
  });

  it('is never too long where no model is there', async () => {
    const own = await anApp({ environment: { OLLAMA_BASE_URL: 'http://127.0.0.1:9' } });
    const client = await aClient(own, 'reader.two');
    expect(await client.ask<QuestionFit>('POST', '/chat/fit', { content: words(6000) })).toMatchObject({
      model: null,
      fits: true,
    });
  });
});
