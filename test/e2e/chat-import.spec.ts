import { beforeEach, describe, expect, it, vi } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import type { Conversation } from '../../libs/contracts/chat/chat.js';
import type { FoundPage } from '../../libs/contracts/chat/search.js';
import type { ImportReport, ImportStarted } from '../../libs/contracts/chat/import.js';
import type { Page } from '../../libs/contracts/common.js';
import type { Job } from '../../libs/contracts/jobs.js';
import { answerOf } from '../support/answers.js';
import { answered, messagesOf } from '../support/asking.js';
import { chatApp } from '../support/chat-app.js';
import { aClient } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';
import { sends as uploads } from '../support/uploads.js';

const chat = chatApp();
let person: Person;
let made = 0;
beforeEach(async () => {
  person = await aClient(chat.subject, `mover.${String(++made)}`);
});

const sends = (content: string | Uint8Array, by = person): Promise<Response> =>
  uploads(chat.subject, by, ['POST', '/chat/import'], [{ name: 'export', content }]);
async function imports(content: string | Uint8Array): Promise<ImportReport> {
  const response = await sends(content);
  expect(response.status).toBe(202);
  const { job } = (await response.json()) as ImportStarted;
  return vi.waitFor(
    async () => {
      const now = await person.ask<Job>('GET', `/jobs/${job.id}`);
      expect(now.state).toBe('completed');
      return now.result as unknown as ImportReport;
    },
    { timeout: 30_000, interval: 200 },
  );
}
const listed = async (): Promise<Conversation[]> => (await person.ask<Page<Conversation>>('GET', '/chat/conversations')).items;

const at = 1_700_000_000;
const chatGpt = JSON.stringify([
  {
    conversation_id: 'gpt-1',
    title: 'Walnut cake',
    create_time: at,
    is_starred: true,
    mapping: {
      root: { id: 'root', parent: null, message: null },
      s: { id: 's', parent: 'root', message: { author: { role: 'system' }, content: { parts: [''] }, create_time: at } },
      q: {
        id: 'q',
        parent: 's',
        message: { author: { role: 'user' }, content: { parts: ['How do I bake it?'] }, create_time: at + 1 },
      },
      a: {
        id: 'a',
        parent: 'q',
        message: {
          author: { role: 'assistant' },
          content: { parts: ['With walnuts.'] },
          create_time: at + 2,
          metadata: { model_slug: 'gpt-4o' },
        },
      },
      b: {
        id: 'b',
        parent: 'q',
        message: { author: { role: 'assistant' }, content: { parts: ['Slowly.'] }, create_time: at + 3 },
      },
      t: { id: 't', parent: 'a', message: { author: { role: 'tool' }, content: { text: 'internal' }, create_time: at + 4 } },
      p: {
        id: 'p',
        parent: 't',
        message: {
          author: { role: 'user' },
          content: { parts: [{ asset_pointer: 'x' }, 'And this one?'] },
          create_time: at + 5,
          metadata: { attachments: [{ name: 'cake.png' }] },
        },
      },
    },
  },
  { conversation_id: 'gpt-2', title: 'Empty', mapping: {} },
]);

describe('an import', () => {
  it('takes a ChatGPT export with branches, models and times, as JSON or in its ZIP, and nothing twice', async () => {
    const report = await imports(zipSync({ 'conversations.json': strToU8(chatGpt), 'chat.html': strToU8('<p>') }));
    expect(report).toMatchObject({ source: 'chatgpt', conversations: 1, messages: 4 });
    expect(report.skipped.map(({ reason }) => reason).sort()).toEqual([
      'files-and-images-left-out',
      'not-a-question-or-answer',
      'without-messages',
    ]);
    const [conversation] = await listed();
    expect(conversation).toMatchObject({
      title: 'Walnut cake',
      pinned: true,
      createdAt: new Date(at * 1000 + 999).toISOString(),
    });
    const messages = await messagesOf(person, conversation!.id);
    const parentOf = (text: string): string | undefined =>
      messages.find(({ id }) => id === messages.find(({ content }) => content.startsWith(text))!.parentId)?.content;
    expect(parentOf('With walnuts')).toBe('How do I bake it?');
    expect(parentOf('Slowly')).toBe('How do I bake it?');
    expect(parentOf('And this one?')).toBe('With walnuts.');
    expect(messages.find(({ content }) => content.startsWith('With'))).toMatchObject({
      provenance: { model: 'gpt-4o', notices: ['imported'] },
      createdAt: new Date((at + 2) * 1000).toISOString(),
    });
    expect(messages.find(({ content }) => content.startsWith('And'))!.content).toContain('[cake.png]');
    expect((await person.ask<FoundPage>('GET', '/chat/search?q=walnuts')).items).toMatchObject([{ snippet: 'With walnuts.' }]);

    const again = await imports(chatGpt);
    expect(again).toMatchObject({ conversations: 0, messages: 0 });
    expect(again.skipped).toContainEqual({ path: 'conversations[0]', reason: 'already-here' });
    expect(await listed()).toHaveLength(1);
  });

  it('takes exports of Open WebUI and LibreChat', async () => {
    const webUi = [
      {
        id: 'w1',
        title: 'From the web UI',
        archived: false,
        meta: { tags: ['kitchen'] },
        chat: {
          history: {
            messages: {
              m1: { id: 'm1', parentId: null, role: 'user', content: 'Hello there', timestamp: at },
              m2: { id: 'm2', parentId: 'm1', role: 'assistant', content: 'Good day', model: 'llama3.2', timestamp: at + 1 },
            },
          },
        },
      },
    ];
    expect(await imports(JSON.stringify(webUi))).toMatchObject({
      source: 'open-webui',
      conversations: 1,
      messages: 2,
      skipped: [],
    });
    const libre = {
      conversationId: 'l1',
      title: 'From LibreChat',
      messages: [
        {
          messageId: 'x1',
          parentMessageId: '00000000-0000-0000-0000-000000000000',
          isCreatedByUser: true,
          text: 'Are you free?',
          createdAt: '2024-01-02T03:04:05.000Z',
          children: [
            {
              messageId: 'x2',
              isCreatedByUser: false,
              text: 'I am.',
              model: 'mistral',
              createdAt: '2024-01-02T03:04:06.000Z',
              children: [],
            },
          ],
        },
      ],
    };
    expect(await imports(JSON.stringify(libre))).toMatchObject({
      source: 'librechat',
      conversations: 1,
      messages: 2,
      skipped: [],
    });
    expect((await listed()).map(({ title, tags }) => [title, tags])).toEqual([
      ['From LibreChat', []],
      ['From the web UI', ['kitchen']],
    ]);
  });

  it('takes its own export to somebody else, and does not repeat what is still here', async () => {
    const { conversationId } = await answered(person, 'How many backups are kept?');
    await person.ask('PATCH', `/chat/conversations/${conversationId}`, { folder: 'Ward', tags: ['audit'] });
    const exported = await (await person.send('GET', '/chat/export?format=json')).text();
    expect(await imports(exported)).toMatchObject({ source: 'chatman', conversations: 0, skipped: [{ reason: 'already-here' }] });
    const before = (await messagesOf(person, conversationId)).map(({ role, content, createdAt }) => [role, content, createdAt]);
    person = await aClient(chat.subject, `successor.${String(made)}`);
    expect(await imports(exported)).toMatchObject({ conversations: 1, messages: 2, skipped: [] });
    const [copy] = await listed();
    expect(copy).toMatchObject({ title: 'How many backups are kept?', folder: 'Ward', tags: ['audit'] });
    expect((await messagesOf(person, copy!.id)).map(({ role, content, createdAt }) => [role, content, createdAt])).toEqual(
      before,
    );
  });

  it('refuses what is no export, at once', async () => {
    for (const content of ['{}', 'not json', '[1, 2]', zipSync({ 'other.json': strToU8('[]') })])
      expect(await answerOf(sends(content))).toEqual([422, 'not-an-export']);
  });
});
