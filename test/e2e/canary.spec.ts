import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { GenerationStarted } from '../../libs/contracts/chat/chat.js';
import { anApp, type TestApp } from '../support/app.js';
import { reads } from '../support/asking.js';
import { anAttachment } from '../support/attachments.js';
import { filesBelow, foundIn, foundInRows } from '../support/canary-sweep.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

/** Words that occur nowhere else; each is planted where content or a secret goes in. */
const canaries = {
  question: 'zqxcanaryquestionwv',
  title: 'zqxcanarytitlewv',
  instructions: 'zqxcanaryinstructionswv',
  knowledge: 'zqxcanaryknowledgewv',
  wrongPassword: 'zqxCanaryPassword-1wv',
  displayName: 'zqxcanarydisplaynamewv',
  username: 'zqxcanaryusernamewv',
  feedback: 'zqxcanaryfeedbackwv',
  unknownField: 'zqxcanaryunknownfieldwv',
  attachment: 'zqxcanaryattachmentwv',
  attachmentName: 'zqxcanaryattachmentnamewv',
  answer: 'zqxcanaryanswerwv',
  modelError: 'zqxcanarymodelerrorwv',
} as const;

const knowledge = `# Opening hours\n\nThe ${canaries.knowledge} ward is open from eight to four. Visitors report at the desk of the ${canaries.knowledge} ward first.\n`;

describe.each(['no model', 'a model'] as const)('with %s, content and secrets are at rest nowhere in the clear', (provider) => {
  let model: ModelServer;
  let subject: TestApp;
  let client: Person;
  let superuser: pg.Client;

  beforeAll(async () => {
    model = await startModelServer({
      answer: `It is open from eight. ${canaries.answer} says so.`,
      errorText: canaries.modelError,
    });
    const OLLAMA_BASE_URL = provider === 'a model' ? model.url : 'http://127.0.0.1:9';
    subject = await anApp({ knowledge, environment: { OLLAMA_BASE_URL } });
    superuser = new pg.Client({
      connectionString: subject.database.superuserUrl,
    });
    await superuser.connect();
    await theFirstAdmin(subject);
    client = await aClient(subject, canaries.username);
    await plant();
    await superuser.query('CHECKPOINT');
    return async () => {
      await superuser.end();
      await model.close();
    };
  });

  async function plant(): Promise<void> {
    await client.send('POST', '/auth/login', { username: canaries.username, password: canaries.wrongPassword });
    await client.send('POST', '/auth/login', { username: canaries.displayName, password: canaries.wrongPassword });
    const { id } = await client.ask<{ id: string }>('POST', '/chat/conversations', {
      title: canaries.title,
      systemPrompt: canaries.instructions,
    });
    await client.send('POST', '/chat/conversations', { title: canaries.title, [canaries.unknownField]: canaries.question });
    await vi.waitFor(
      async () => expect(await client.ask('POST', '/rag/search', { query: canaries.knowledge })).toMatchObject({ items: [{}] }),
      { timeout: 15_000, interval: 200 },
    );
    const asked = await client.ask<{ message: { id: string; content: string } }>('POST', '/chat', {
      conversationId: id,
      message: `When is the ${canaries.knowledge} ward open?`,
    });
    expect(asked.message.content).toContain(provider === 'a model' ? canaries.answer : canaries.knowledge);
    const file = { name: `${canaries.attachmentName}.md`, content: `The ${canaries.attachment} is locked.` };
    const { id: attached } = await anAttachment(subject, client, id, file);
    const body = { content: `Is the ${canaries.attachment} locked?`, attachments: [attached] };
    const { generation } = await client.ask<GenerationStarted>('POST', `/chat/conversations/${id}/messages`, body);
    await reads(client, generation.id);
    await client.send('GET', `/chat/conversations/${id}/attachments/${attached}/file`);
    await anAttachment(subject, client, id, {
      name: `${canaries.attachmentName}.pdf`,
      content: `%PDF-1.7 ${canaries.attachment}`,
    });
    model.set({ errorAfterTokens: 3 });
    await client.send('POST', '/chat', { conversationId: id, message: `And what about ${canaries.question}?` });
    model.set({ garbageLine: true, errorAfterTokens: null });
    await client.send('POST', '/chat', { conversationId: id, message: `And again: ${canaries.question}?` });
    await client.ask('PUT', `/chat/messages/${asked.message.id}/feedback`, { rating: 'down', comment: canaries.feedback });
    await client.ask('POST', '/rag/search', { query: `${canaries.knowledge} ${canaries.question}` });
    await client.ask('POST', '/rag/ask', { question: `Is the ${canaries.knowledge} ward open? ${canaries.question}` });
    const { BackupFacade } = await import('../../apps/api/src/backup/backup.facade.js');
    expect(await subject.app.get(BackupFacade).make({})).toMatchObject({ state: 'finished' });
  }

  it('not in any row of any table', async () => {
    const { found, tables } = await foundInRows(superuser, canaries);
    expect(tables).toBeGreaterThan(15);
    expect(found).toEqual([]);
  });

  it('not in the files of PostgreSQL: tables, indexes, write-ahead log, server log', async () => {
    const { rows } = await superuser.query<{ data_directory: string }>('SHOW data_directory');
    expect(foundIn(rows[0]!.data_directory, canaries)).toEqual([]);
  });

  it('not in the files of the data and configuration directories, backups among them, but for the knowledge base itself', () => {
    expect(filesBelow(join(subject.dataDir, 'backups')).filter((file) => file.endsWith('.part')).length).toBeGreaterThan(20);
    expect(foundIn(subject.dataDir, canaries)).toEqual([]);
    expect(foundIn(subject.configDir, canaries).filter((place) => place !== 'knowledge in knowledge.md')).toEqual([]);
  });

  it('not in the log, at its most talkative level', () => {
    const log = subject.logged().toLowerCase();
    expect(log.length).toBeGreaterThan(100);
    expect(Object.entries(canaries).filter(([, canary]) => log.includes(canary.toLowerCase()))).toEqual([]);
  });

  it('not in the metrics, nor in the answer to a refused request', async () => {
    const metrics = await (await fetch(`${subject.url}/api/metrics/prometheus`)).text();
    const refused = await (
      await client.send('POST', '/chat/conversations', { title: 7, systemPrompt: canaries.instructions })
    ).text();
    const wrong = await (
      await client.send('POST', '/auth/login', { username: canaries.displayName, password: canaries.wrongPassword })
    ).text();
    expect(Object.entries(canaries).filter(([, canary]) => `${metrics}${refused}${wrong}`.includes(canary))).toEqual([]);
  });

  it('and the sweep does find what is planted in the clear', async () => {
    const control = `zqxcanarycontrol${randomBytes(4).toString('hex')}wv`; // a word of its own, since the write-ahead log keeps it
    await superuser.query('CREATE TABLE public.planted AS SELECT $1::text AS text', [control]);
    await superuser.query('CHECKPOINT');
    const { rows } = await superuser.query<{ data_directory: string }>('SHOW data_directory');
    expect(foundIn(rows[0]!.data_directory, { control }).length).toBeGreaterThan(0);
    await superuser.query('DROP TABLE public.planted');
  });
});
