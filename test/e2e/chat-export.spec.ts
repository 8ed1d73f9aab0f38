import { strFromU8, unzipSync } from 'fflate';
import * as z from 'zod';
import { beforeAll, beforeEach, describe, expect, it, afterAll } from 'vitest';
import { ConversationsExport } from '../../libs/contracts/chat/chat-export.js';
import type { Conversation, GenerationStarted } from '../../libs/contracts/chat/chat.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp, type TestApp } from '../support/app.js';
import { answered, messagesOf, reads } from '../support/asking.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import type { Person } from '../support/people.js';

let server: ModelServer;
let subject: TestApp;
let person: Person;
let people = 0;

beforeAll(async () => {
  server = await startModelServer();
  subject = await anApp({ environment: { OLLAMA_BASE_URL: server.url } });
  await theFirstAdmin(subject);
});
beforeEach(async () => {
  server.set({ ...calmKnobs, answer: 'Seven backups are kept. [1]' });
  person = await aClient(subject, `exporter.${String(++people)}`);
});
afterAll(() => server.close());

const get = (path: string, by = person) => by.send('GET', path);
const document = async (path: string, by = person) => ConversationsExport.parse(await (await get(path, by)).json());
const named = (id: string, title: string) => person.ask('PATCH', `/chat/conversations/${id}`, { title });
const query = (sql: string, parameters: unknown[]) =>
  asRole(subject.database.ownerUrl, async (client) => (await client.query<Record<string, unknown>>(sql, parameters)).rows);
const exportsOf = (by: Person) =>
  query(
    `SELECT object_type, object_id, outcome FROM audit.event WHERE action = 'conversation.exported' AND actor = $1 ORDER BY seq`,
    [by.id],
  );

describe('one conversation', () => {
  it('is exported as JSON with branches, models, times, citations and where answers come from', async () => {
    const { conversationId, answer } = await answered(person, 'How many backups are kept?');
    const again = await person.ask<GenerationStarted>('POST', `/chat/messages/${answer.id}/regenerate`);
    await reads(person, again.generation.id);
    await person.ask('PUT', `/chat/messages/${answer.id}/feedback`, { rating: 'down', comment: 'Too short' });
    await named(conversationId, 'Backups');
    const { conversations, ...head } = await document(`/chat/conversations/${conversationId}/export?format=json`);
    const shown = await messagesOf(person, conversationId);
    expect(head).toMatchObject({ format: 'chatman.conversations', version: 1 });
    expect(conversations).toHaveLength(1);
    expect(conversations[0]).toMatchObject({ id: conversationId, title: 'Backups' });
    const exported = conversations[0]!.messages;
    expect(exported).toHaveLength(3);
    for (const message of shown) {
      const { generationId: _run, ...facts } = message;
      expect(exported.find(({ id }) => id === message.id)).toEqual({ ...facts, model: message.provenance?.model ?? null });
    }
    expect(exported.map(({ parentId }) => parentId)).toEqual([null, exported[0]!.id, exported[0]!.id]);
    expect(exported[1]!.model).not.toBeNull();
    expect(exported.find(({ id }) => id === answer.id)!.feedback).toEqual({ rating: 'down', comment: 'Too short' });
  });

  it('keeps the schema that is published', async () => {
    const schema = (await (
      await fetch(`${subject.url}/api/schemas/chatman.conversations.v1.json`)
    ).json()) as z.core.JSONSchema.JSONSchema;
    const { conversationId } = await answered(person, 'How many backups are kept?');
    const exported: unknown = await (await get(`/chat/conversations/${conversationId}/export`)).json();
    const published = z.fromJSONSchema(schema);
    expect(published.safeParse(exported).error).toBeUndefined();
    expect(published.safeParse({ ...(exported as object), version: 2 }).success).toBe(false);
  });

  it.each([
    ['markdown', 'text/markdown; charset=utf-8', 'md', 'Seven backups are kept.'],
    ['html', 'text/html; charset=utf-8', 'html', '<p dir="auto">Seven backups are kept.'],
    ['json', 'application/json; charset=utf-8', 'json', '"format":"chatman.conversations"'],
  ])('is a download as %s, under its own name', async (format, type, extension, words) => {
    const { conversationId } = await answered(person, 'How many backups are kept?');
    await named(conversationId, 'バックアップ "1"/2');
    const response = await get(`/chat/conversations/${conversationId}/export?format=${format}`);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const disposition = response.headers.get('content-disposition')!;
    expect(decodeURIComponent(/filename\*=UTF-8''(\S+)$/.exec(disposition)![1]!)).toBe(`バックアップ 1 2.${extension}`);
    expect(await response.text()).toContain(words);
  });

  it('shows a damaged message as damaged, in every form', async () => {
    const { conversationId } = await answered(person, 'How many backups are kept?');
    const [question] = await messagesOf(person, conversationId);
    await query(
      `UPDATE chat.message SET content = set_byte(content, length(content) / 2, get_byte(content, length(content) / 2) # 1) WHERE id = $1 RETURNING id`,
      [question!.id],
    );
    const path = `/chat/conversations/${conversationId}/export?format=`;
    expect((await document(`${path}json`)).conversations[0]!.messages[0]).toMatchObject({ damaged: true });
    for (const format of ['markdown', 'html']) {
      const text = await (await get(path + format)).text();
      expect(text).toMatch(/This message is damaged and can’t be opened/);
      expect(text).toContain('Seven backups are kept.');
    }
  });

  it('is not there for others, nor once it is deleted', async () => {
    const { conversationId } = await answered(person, 'How many backups are kept?');
    const other = await aClient(subject, `exporter.other.${String(people)}`);
    const path = `/chat/conversations/${conversationId}/export`;
    expect((await get(path, other)).status).toBe(404);
    await person.send('DELETE', `/chat/conversations/${conversationId}`);
    expect((await get(path)).status).toBe(404);
    expect((await document('/chat/export')).conversations).toEqual([]);
    expect(await exportsOf(other)).toEqual([]);
  });

  it('is refused in a form that there is not', async () => {
    const { id } = await person.ask<Conversation>('POST', '/chat/conversations', {});
    expect((await get(`/chat/conversations/${id}/export?format=pdf`)).status).toBe(400);
    expect((await fetch(`${subject.url}/api/chat/conversations/${id}/export`)).status).toBe(401);
  });
});

describe('all conversations', () => {
  const three = async () => {
    for (const title of ['Leave', 'leave', '年次']) {
      const { conversationId } = await answered(person, `About ${title}`);
      await named(conversationId, title);
    }
    const [last] = (await person.ask<{ items: Conversation[] }>('GET', '/chat/conversations')).items;
    await person.ask('PATCH', `/chat/conversations/${last!.id}`, { archived: true, folder: 'Old', tags: ['a'] });
  };

  it('are one JSON document, archived ones too', async () => {
    await three();
    const { conversations } = await document('/chat/export?format=json');
    expect(conversations.map(({ title, archived, messages }) => [title, archived, messages.length])).toEqual([
      ['Leave', false, 2],
      ['leave', false, 2],
      ['年次', true, 2],
    ]);
    expect(conversations[2]).toMatchObject({ folder: 'Old', tags: ['a'] });
  });

  it('are a ZIP of one file each in the other forms', async () => {
    await three();
    const response = await get('/chat/export?format=markdown');
    expect(response.headers.get('content-type')).toBe('application/zip');
    const opened = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())));
    const names = opened.map(([name]) => name.replace(/^\d{4}-\d\d-\d\d /, ''));
    expect(names).toEqual(['Leave.md', 'leave (2).md', '年次.md']);
    for (const [, bytes] of opened) expect(strFromU8(bytes)).toContain('Seven backups are kept.');
  });

  it('are one file where there is one conversation', async () => {
    await answered(person, 'How many backups are kept?');
    expect((await get('/chat/export?format=html')).headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('hold nobody else’s, and can be taken along while processing is restricted', async () => {
    const other = await aClient(subject, `exporter.other.${String(people)}`);
    await answered(other, 'What nobody else asked');
    await answered(person, 'How many backups are kept?');
    await query('UPDATE auth.user SET restricted = true WHERE id = $1 RETURNING id', [person.id]);
    const text = JSON.stringify(await document('/chat/export'));
    expect(text).toContain('How many backups are kept?');
    expect(text).not.toContain('What nobody else asked');
  });

  it('are recorded by number alone, before anything is sent', async () => {
    const { conversationId } = await answered(person, 'How many backups are kept?');
    await (await get(`/chat/conversations/${conversationId}/export?format=html`)).text();
    await (await get('/chat/export')).text();
    expect(await exportsOf(person)).toEqual([
      { object_type: 'conversation', object_id: conversationId, outcome: 'success' },
      { object_type: 'user', object_id: person.id, outcome: 'success' },
    ]);
  });
});
