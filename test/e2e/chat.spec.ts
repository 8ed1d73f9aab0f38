import { describe, expect, it, onTestFinished } from 'vitest';
import type {
  AnsweredOnce,
  Conversation,
  GenerationStarted,
  GenerationState,
  ModelList,
} from '../../libs/contracts/chat/chat.js';
import type { Page } from '../../libs/contracts/common.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { EventFeeds } from '../../apps/api/src/chat/generation/stream/event-feeds.js';
import { ModelCatalogue } from '../../apps/api/src/chat/providers/catalogue/model-catalogue.js';
import { answerOf } from '../support/answers.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { eventsOf } from '../support/event-stream.js';
import { chatApp, question } from '../support/chat-app.js';
import { aClient, aSessionOf } from '../support/inserted-people.js';

const here = chatApp();
const { sends, finished } = here;
const followed = (generationId: string) => eventsOf(here.person.send('GET', `/chat/generations/${generationId}/events`));

async function hasModels(...models: string[]): Promise<void> {
  here.server.set({ models });
  await here.subject.app.get(ModelCatalogue).refresh();
}

describe('a question', () => {
  it('gets a streamed answer with citations, and the same answer from the tree', async () => {
    const { conversationId, userMessage, assistantMessage, generation } = await asks(here.person, question);
    expect(userMessage).toMatchObject({ role: 'user', content: question, status: 'completed' });
    expect(assistantMessage).toMatchObject({
      content: '',
      status: 'queued',
      parentId: userMessage!.id,
      generationId: generation.id,
    });
    const events = await followed(generation.id);
    const text = events
      .filter(({ event }) => event === 'delta')
      .map(({ data }) => data['text'])
      .join('');
    expect(text).toBe('Seven backups are kept [1].');
    const citation = {
      mark: 1,
      verdict: 'verified',
      title: 'Guide',
      quote: expect.stringContaining('last seven backups') as string,
    };
    expect(events.at(-2)).toMatchObject({ event: 'citations', data: { citations: [citation] } });
    expect(events.at(-1)).toMatchObject({
      event: 'done',
      data: { status: 'completed', message: { id: assistantMessage.id, content: text } },
    });
    const [asked, answer] = await messagesOf(here.person, conversationId);
    expect(asked).toEqual(userMessage);
    expect(answer).toEqual(events.at(-1)!.data['message']);
    expect(answer!.provenance).toMatchObject({
      provider: 'ollama',
      model: 'llama3.2:3b',
      parameters: { top_k: 40 },
      notices: [],
    });
  });

  it('reaches the model with the passages fenced, in the person’s message', async () => {
    await finished(question);
    const { messages } = here.server.prompts.find(({ path }) => path === '/api/chat')!.body as {
      messages: { role: string; content: string }[];
    };
    expect(messages.at(-1)!.content).toMatch(
      /^-{5} passages \S+ -{5}\n\[S1\] Guide › .*\n> [^]*The last seven backups[^]*\n\n.*\?$/,
    );
    expect(
      messages
        .filter(({ role }) => role === 'system')
        .map(({ content }) => content)
        .join(),
    ).not.toContain('seven');
  });

  it('gives the conversation its title and moves it to the top', async () => {
    const first = await asks(here.person, 'What is **first**?');
    await asks(here.person, 'What is second?');
    await reads(here.person, first.generation.id);
    await reads(here.person, (await sends(first.conversationId, { content: 'And then?' })).generation.id);
    const { items } = await here.person.ask<Page<Conversation>>('GET', '/chat/conversations?limit=2');
    expect(items.map(({ title }) => title)).toEqual(['What is first?', 'What is second?']);
  });

  it('sends the earlier messages to the model', async () => {
    const { conversationId } = await finished('Who are you?');
    await reads(here.person, (await sends(conversationId, { content: 'And why?' })).generation.id);
    const { messages } = here.server.prompts.findLast(({ path }) => path === '/api/chat')!.body as {
      messages: { content: string }[];
    };
    expect(messages.map(({ content }) => content)).toEqual(expect.arrayContaining(['Who are you?', 'Seven backups are kept.']));
  });

  it('cites nothing that the model was not given', async () => {
    here.server.set({ answer: 'Seven [S1], eight [S9].' });
    const { answer } = await finished(question);
    expect(answer.content).toBe('Seven [1], eight [S9].');
    expect(answer.citations.map(({ mark, places }) => [mark, places])).toEqual([[1, [6]]]);
    expect(answer.provenance!.notices).toContain('unknown-marks');
  });

  it('keeps what only resembles a mark, in the answer and in what the model is sent later', async () => {
    const said = 'Patients aged [18, 65] may join, see rows[1] and [1] (2019). Kept `[S1]` for [7] days 【S1】.';
    here.server.set({ answer: said });
    const { conversationId, answer } = await finished(question);
    expect(answer.content).toBe(said.replace('【S1】', '[1]'));
    expect(answer.citations.map(({ places }) => places)).toEqual([[said.indexOf('【')]]);
    await reads(here.person, (await sends(conversationId, { content: 'And why?' })).generation.id);
    const { messages } = here.server.prompts.findLast(({ path }) => path === '/api/chat')!.body as {
      messages: { content: string }[];
    };
    expect(messages.map(({ content }) => content)).toContain(said.replace(' 【S1】', ''));
  });

  it.each([
    ['always the same', { promptEvalCount: 12 }],
    ['none', { omitCounts: true }],
    ['only what was not cached', { promptEvalCount: 1 }],
  ])('keeps its citations whatever the server counts: %s', async (_case, knobs) => {
    here.server.set(knobs);
    const { answer } = await finished(question);
    expect(answer.content).toBe('Seven backups are kept [1].');
    expect(answer.citations).toMatchObject([{ mark: 1, verdict: 'verified' }]);
    expect(answer.provenance!.notices).not.toContain('sources-cut');
  });

  it('adds a notice when the server counts far less than it was sent', async () => {
    here.server.set({ promptEvalCount: 5 });
    expect((await finished(question)).answer.provenance!.notices).toContain('reading-doubtful');
  });
});

it('is recorded as the message that was sent, whichever way it came', async () => {
  const { userMessage } = await asks(here.person, question);
  const once = await here.person.ask<AnsweredOnce>('POST', '/chat', { message: question });
  const asked = (await messagesOf(here.person, once.conversationId)).find(({ role }) => role === 'user')!;
  const { rows } = await asRole(here.subject.database.ownerUrl, (client) =>
    client.query<{ id: string }>(
      "SELECT object_id AS id FROM audit.event WHERE action = 'message.sent' AND object_id = ANY ($1)",
      [[userMessage!.id, asked.id]],
    ),
  );
  expect(rows.map(({ id }) => id).toSorted()).toEqual([userMessage!.id, asked.id].toSorted());
});

describe('a branch', () => {
  it('is made by editing a question and by regenerating an answer', async () => {
    const { conversationId, answer } = await finished('First?');
    const edited = await sends(conversationId, { content: 'First, edited?', parentId: null });
    await reads(here.person, edited.generation.id);
    const again = await here.person.ask<GenerationStarted>('POST', `/chat/messages/${answer.id}/regenerate`);
    await reads(here.person, again.generation.id);
    const messages = await messagesOf(here.person, conversationId);
    expect(messages.filter(({ parentId }) => parentId === null).map(({ content }) => content)).toEqual([
      'First?',
      'First, edited?',
    ]);
    expect(messages.filter(({ parentId }) => parentId === answer.parentId).map(({ id }) => id)).toEqual([
      answer.id,
      again.assistantMessage.id,
    ]);
    expect(again.userMessage).toBeNull();
  });

  it('has an answer written again by another model, for that once', async () => {
    await hasModels('llama3.2:3b', 'qwen2.5:7b');
    onTestFinished(() => hasModels('llama3.2:3b'));
    const { conversationId, answer } = await finished('First?');
    const regenerates = (body: unknown) => here.person.send('POST', `/chat/messages/${answer.id}/regenerate`, body);
    const again = await here.person.ask<GenerationStarted>('POST', `/chat/messages/${answer.id}/regenerate`, {
      model: 'qwen2.5:7b',
    });
    await reads(here.person, again.generation.id);
    const once = (await messagesOf(here.person, conversationId)).find(({ id }) => id === again.assistantMessage.id);
    expect(once).toMatchObject({ status: 'completed', provenance: { model: 'qwen2.5:7b' } });
    expect(await here.person.ask<Conversation>('GET', `/chat/conversations/${conversationId}`)).toMatchObject({ model: null });
    const { generation } = await sends(conversationId, { content: 'And now?' });
    await reads(here.person, generation.id);
    expect((await messagesOf(here.person, conversationId)).at(-1)).toMatchObject({ provenance: { model: 'llama3.2:3b' } });
    expect((await regenerates({ model: '' })).status).toBe(400);
    expect((await regenerates({ model: 'x', temperature: 2 })).status).toBe(400);
  });

  it('cannot hang on a question, on a message of another conversation, or on an answer that is being written', async () => {
    const one = await finished('One?');
    const other = await finished('Other?');
    const path = `/chat/conversations/${one.conversationId}/messages`;
    expect(await answerOf(here.person.send('POST', path, { content: 'x', parentId: one.answer.parentId }))).toEqual([
      422,
      'parent-not-an-answer',
    ]);
    expect(await answerOf(here.person.send('POST', path, { content: 'x', parentId: other.answer.id }))).toEqual([
      404,
      'not-found',
    ]);
    here.server.set({ hang: 'before-first-token' });
    const { generation } = await sends(one.conversationId, { content: 'x' });
    expect(await answerOf(here.person.send('POST', path, { content: 'y' }))).toEqual([409, 'answer-under-way']);
    await here.person.ask('POST', `/chat/generations/${generation.id}/stop`);
  });
});

describe('a running answer', () => {
  it('is continued byte by byte wherever a reader comes back', async () => {
    here.server.set({ answer: 'Grüße 🙂 漢字 an alle, die dies lesen. '.repeat(4).trim(), tokenMs: 5 });
    const { conversationId, generation } = await asks(here.person, question);
    const read = await reads(here.person, generation.id, undefined, ({ text }) => text.length > 10);
    expect(Number(read.lastEventId)).toBe(read.text.length);
    await reads(here.person, generation.id, read, ({ text }) => text.length > 60);
    await reads(here.person, generation.id, read);
    expect(read.text).toBe((await messagesOf(here.person, conversationId)).at(-1)!.content);
    expect(read.text).toBe('Grüße 🙂 漢字 an alle, die dies lesen. '.repeat(4).trim());
  });

  it('is stopped at the model, keeps its text, and goes on from there', async () => {
    here.server.set({ answer: 'One two three four', hang: 'in-mid-answer' });
    const { conversationId, generation } = await asks(here.person, question);
    await reads(here.person, generation.id, undefined, ({ text }) => text === 'One');
    expect(await here.person.ask<GenerationState>('POST', `/chat/generations/${generation.id}/stop`)).toEqual({
      id: generation.id,
      status: 'stopped',
    });
    await here.server.until((seen) => seen.some(({ path, outcome }) => path === '/api/chat' && outcome === 'client-left'));
    expect((await followed(generation.id)).at(-1)).toMatchObject({
      event: 'done',
      data: { status: 'stopped', message: { content: 'One' } },
    });

    here.server.set({ answer: ' and more', hang: 'never' });
    const further = await here.person.ask<GenerationStarted>('POST', `/chat/generations/${generation.id}/continue`);
    expect(further.assistantMessage).toMatchObject({ content: 'One', status: 'queued' });
    expect((await reads(here.person, further.generation.id)).text).toBe('One and more');
    expect((await messagesOf(here.person, conversationId)).at(-1)).toMatchObject({
      content: 'One and more',
      status: 'completed',
    });
    const { messages } = here.server.prompts.findLast(({ path }) => path === '/api/chat')!.body as { messages: object[] };
    expect(messages.at(-1)).toEqual({ role: 'assistant', content: 'One' });
  });

  it('cannot be continued when it is complete', async () => {
    const { generationId } = await finished(question);
    expect(await answerOf(here.person.send('POST', `/chat/generations/${generationId}/continue`))).toEqual([
      409,
      'nothing-to-continue',
    ]);
  });

  it('stays as it ended when the wish to stop it comes too late', async () => {
    const { generationId } = await finished(question);
    expect(await here.person.ask('POST', `/chat/generations/${generationId}/stop`)).toEqual({
      id: generationId,
      status: 'completed',
    });
  });

  it('is cut off for a reader who is signed out', async () => {
    here.server.set({ hang: 'in-mid-answer' });
    const reader = await aSessionOf(here.subject, here.person.username);
    const { generation } = await asks(here.person, question);
    // Its head first: otherwise signing out might come before it.
    const answer = await reader.send('GET', `/chat/generations/${generation.id}/events`);
    const events = eventsOf(answer);
    await here.server.until((seen) => seen.some(({ tokensSent }) => tokensSent > 0));
    await reader.send('POST', '/auth/logout');
    await here.subject.app.get(EventFeeds).recheckAccess();
    expect((await events).at(-1)).toMatchObject({ event: 'error', data: { code: 'unauthenticated' } });
    await here.person.ask('POST', `/chat/generations/${generation.id}/stop`);
  });

  it('ends for its readers when its conversation is deleted', async () => {
    here.server.set({ hang: 'in-mid-answer' });
    const { conversationId, generation } = await asks(here.person, question);
    const events = followed(generation.id);
    await here.server.until((seen) => seen.some(({ tokensSent }) => tokensSent > 0));
    expect((await here.person.send('DELETE', `/chat/conversations/${conversationId}`)).status).toBe(204);
    expect((await events).at(-1)).toMatchObject({ event: 'error', data: { code: 'not-found' } });
    await here.server.until((seen) => seen.some(({ outcome }) => outcome === 'client-left'));
    expect(await answerOf(here.person.send('GET', `/chat/generations/${generation.id}/events`))).toEqual([404, 'not-found']);
  });
});

describe('a model that fails', () => {
  it.each([
    ['busy', { refusals: 3 }, 'failed', 'model-busy', ''],
    ['too small for the question', { contextLength: 5 }, 'failed', 'prompt-too-long', ''],
    ['broken in mid-answer', { errorAfterTokens: 2 }, 'interrupted', 'model-out-of-memory', 'Seven backups'],
    ['cut off', { endWithoutDone: true, answer: 'Half of' }, 'interrupted', 'answer-cut', 'Half of'],
  ])('leaves a clear state when it is %s', async (_case, knobs, status, code, content) => {
    here.server.set(knobs);
    const { conversationId, generation } = await asks(here.person, question);
    const events = await followed(generation.id);
    expect(events.at(-2)).toMatchObject({ event: 'error', data: { code } });
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { status, message: { content, errorCode: code } } });
    expect((await messagesOf(here.person, conversationId)).at(-1)).toMatchObject({ status, errorCode: code, content });
  });
});

describe('conversations', () => {
  it('are made, changed, found in pages, and removed', async () => {
    const reader = await aClient(here.subject, 'reader.pages');
    const made: Conversation[] = [];
    for (const title of ['a', 'b', 'c']) made.push(await reader.ask<Conversation>('POST', '/chat/conversations', { title }));
    const change = { title: 'A', pinned: true, tags: ['x'], folder: 'F', systemPrompt: 'Be brief.' };
    expect(await reader.ask('PATCH', `/chat/conversations/${made[0]!.id}`, change)).toMatchObject(change);
    await reader.ask('PATCH', `/chat/conversations/${made[2]!.id}`, { archived: true });
    const one = await reader.ask<Page<Conversation>>('GET', '/chat/conversations?limit=1');
    const two = await reader.ask<Page<Conversation>>('GET', `/chat/conversations?limit=1&cursor=${one.nextCursor}`);
    expect([...one.items, ...two.items].map(({ title }) => title)).toEqual(['A', 'b']);
    expect(two.nextCursor).toBeNull();
    expect(
      (await reader.ask<Page<Conversation>>('GET', '/chat/conversations?archived=true')).items.map(({ title }) => title),
    ).toEqual(['c']);
    await reader.send('DELETE', `/chat/conversations/${made[1]!.id}`);
    expect(await answerOf(reader.send('GET', `/chat/conversations/${made[1]!.id}`))).toEqual([404, 'not-found']);
    expect(await answerOf(reader.send('GET', '/chat/conversations?cursor=nonsense'))).toEqual([400, 'invalid-cursor']);
  });

  it('exist for their owner alone', async () => {
    const { conversationId, answer, generationId } = await finished(question);
    const attempts: [string, string, object?][] = [
      ['GET', `/chat/conversations/${conversationId}`],
      ['PATCH', `/chat/conversations/${conversationId}`, { title: 'mine' }],
      ['DELETE', `/chat/conversations/${conversationId}`],
      ['GET', `/chat/conversations/${conversationId}/messages`],
      ['POST', `/chat/conversations/${conversationId}/messages`, { content: 'x' }],
      ['POST', `/chat/messages/${answer.id}/regenerate`],
      ['PUT', `/chat/messages/${answer.id}/feedback`, { rating: 'up' }],
      ['GET', `/chat/generations/${generationId}/events`],
      ['POST', `/chat/generations/${generationId}/stop`],
      ['POST', `/chat/generations/${generationId}/continue`],
      ['POST', '/chat', { message: 'x', conversationId }],
    ];
    for (const [method, path, body] of attempts)
      expect(await answerOf(here.stranger.send(method, path, body))).toEqual([404, 'not-found']);
    expect(await messagesOf(here.person, conversationId)).toHaveLength(2);
  });
});

it('keeps what a reader thinks of an answer, and only of an answer', async () => {
  const { conversationId, answer } = await finished(question);
  const feedback = { rating: 'down', reasons: ['wrong'], comment: 'It is eight.' };
  expect(await here.person.ask('PUT', `/chat/messages/${answer.id}/feedback`, feedback)).toEqual(feedback);
  expect((await messagesOf(here.person, conversationId)).at(-1)!.feedback).toEqual(feedback);
  await here.person.ask('PUT', `/chat/messages/${answer.id}/feedback`, { rating: 'up' });
  expect((await messagesOf(here.person, conversationId)).at(-1)!.feedback).toEqual({ rating: 'up' });
  expect(await answerOf(here.person.send('PUT', `/chat/messages/${answer.parentId}/feedback`, feedback))).toEqual([
    422,
    'not-an-answer',
  ]);
});

describe('one question from a script', () => {
  it('gets one whole response, in a conversation that can be continued', async () => {
    const once = await here.person.ask<AnsweredOnce>('POST', '/chat', { message: question });
    expect(once.message).toMatchObject({ content: 'Seven backups are kept [1].', status: 'completed' });
    const again = await here.person.ask<AnsweredOnce>('POST', '/chat', { message: 'And?', conversationId: once.conversationId });
    expect(await messagesOf(here.person, once.conversationId)).toHaveLength(4);
    expect(again.message.parentId).not.toBe(once.message.parentId);
  });

  it('gets events when a stream is requested', async () => {
    const events = await eventsOf(here.person.send('POST', '/chat', { message: question, stream: true }));
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { status: 'completed' } });
  });

  it('gets a problem when there is no answer', async () => {
    here.server.set({ refusals: 3 });
    expect(await answerOf(here.person.send('POST', '/chat', { message: question }))).toEqual([503, 'model-busy']);
  });
});

it('processes nothing for a person whose processing is restricted, and lets them read on', async () => {
  const reader = await aClient(here.subject, 'reader.restricted');
  const { conversationId, generation } = await asks(reader, question);
  await reads(reader, generation.id);
  const { id } = reader;
  await asRole(here.subject.database.ownerUrl, async (client) => {
    await client.query('UPDATE auth.user SET restricted = true WHERE id = $1', [id]);
  });
  const attempts: [string, string, object?][] = [
    ['POST', '/chat/conversations', {}],
    ['POST', `/chat/conversations/${conversationId}/messages`, { content: 'And?' }],
    ['POST', `/chat/generations/${generation.id}/continue`],
    ['POST', '/chat', { message: 'And?' }],
  ];
  for (const [method, path, body] of attempts)
    expect(await answerOf(reader.send(method, path, body))).toEqual([403, 'processing-restricted']);
  expect(await messagesOf(reader, conversationId)).toHaveLength(2);
});

it('lists models with what is the default', async () => {
  const { items } = await here.person.ask<ModelList>('GET', '/chat/models');
  expect(items.map(({ name, available, isDefault }) => [name, available, isDefault])).toEqual([
    ['llama3.2:3b', true, true],
    ['extractive', true, false],
  ]);
});
