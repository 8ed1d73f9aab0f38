import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentList } from '../../libs/contracts/chat/attachments.js';
import type { GenerationStarted, Message } from '../../libs/contracts/chat/chat.js';
import type { Passage } from '../../libs/contracts/rag.js';
import { DeletionSchedule } from '../../apps/api/src/chat/conversation/deletion.schedule.js';
import { anAttachment, attaches } from '../support/attachments.js';
import { messagesOf, reads } from '../support/asking.js';
import { chatApp } from '../support/chat-app.js';
import { aPerson } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';
import { PNG_OF_NOTHING } from '../support/images.js';

const chat = chatApp();
const report = '# Ward report\n\nThe quokkamat machine failed on Tuesday. It was repaired by Ada on Friday.\n';
/** Far longer than the window: 400 paragraphs, one of which says something. */
const longReport = Array.from({ length: 400 }, (_, at) =>
  at === 250
    ? 'The heliostat was moved to the western roof.'
    : `Paragraph ${at} says that all was quiet in the house on that day, and nothing else.`,
).join('\n\n');

async function aConversation(person: Person = chat.person): Promise<string> {
  return (await person.ask<{ id: string }>('POST', '/chat/conversations', {})).id;
}

async function asked(
  conversationId: string,
  content: string,
  attachments: readonly string[] = [],
  more: object = {},
): Promise<Message> {
  const body = { content, attachments, ...more };
  const started = await chat.person.ask<GenerationStarted>('POST', `/chat/conversations/${conversationId}/messages`, body);
  await reads(chat.person, started.generation.id);
  return (await messagesOf(chat.person, conversationId)).find(({ id }) => id === started.assistantMessage.id)!;
}

/** The prompt of the last question, as one text. */
function prompted(): string {
  const last = chat.server.prompts.findLast(({ path }) => path === '/api/chat');
  return JSON.stringify((last?.body as { messages: unknown }).messages);
}

describe('a file that is attached to a question', () => {
  it('is read whole, fenced as data, and cited like a document', async () => {
    const conversation = await aConversation();
    const file = await anAttachment(chat.subject, chat.person, conversation, { name: 'ward report.md', content: report });
    expect(file).toMatchObject({
      name: 'ward report.md',
      state: 'ready',
      mediaType: 'text/markdown',
      isSent: false,
      hasText: true,
    });
    chat.server.set({ answer: 'It was repaired on Friday [S1].' });
    const answer = await asked(conversation, 'Summarise this, please.', [file.id]);
    expect(prompted()).toContain('> The quokkamat machine failed on Tuesday.');
    expect(prompted()).toContain('[S1] ward report.md');
    expect(answer.citations).toMatchObject([{ documentId: file.id, title: 'ward report.md', verdict: 'verified' }]);

    const { chunkId } = answer.citations[0]!;
    const passage = await chat.person.ask<Passage>('GET', `/chat/conversations/${conversation}/passages/${chunkId}`);
    expect(passage).toMatchObject({ isAttached: true, documentId: file.id });
    expect(passage.text).toContain('quokkamat');
    const [question] = await messagesOf(chat.person, conversation);
    expect(question).toMatchObject({ attachments: [{ id: file.id, name: 'ward report.md', size: report.length }] });
  });

  it('is still there for the next question, and for another answer', async () => {
    const conversation = await aConversation();
    const file = await anAttachment(chat.subject, chat.person, conversation, { name: 'r.md', content: report });
    const first = await asked(conversation, 'What is this?', [file.id]);
    await asked(conversation, 'And who repaired it?');
    expect(prompted()).toContain('quokkamat');
    chat.server.forget();
    const again = await chat.person.ask<GenerationStarted>('POST', `/chat/messages/${first.id}/regenerate`, {});
    await reads(chat.person, again.generation.id);
    expect(prompted()).toContain('quokkamat');
  });

  it('is not read in another branch, which was asked without it', async () => {
    const conversation = await aConversation();
    const file = await anAttachment(chat.subject, chat.person, conversation, { name: 'r.md', content: report });
    await asked(conversation, 'What did the quokkamat do?', [file.id]);
    await asked(conversation, 'What did the quokkamat do?', [], { parentId: null });
    expect(prompted()).not.toContain('failed on Tuesday');
  });

  it('is searched where it is longer than the window, and the answer says so', async () => {
    const conversation = await aConversation();
    const file = await anAttachment(chat.subject, chat.person, conversation, { name: 'long.txt', content: longReport });
    const answer = await asked(conversation, 'Where was the heliostat moved to?', [file.id]);
    expect(answer.provenance?.notices).toContain('attachments-in-part');
    expect(prompted()).toContain('western roof');
    await asked(conversation, 'Summarise it.');
    expect(prompted()).toContain('Paragraph 0 says'); // nothing speaks to that: the beginning
  });

  it('is quoted from where no model answers', async () => {
    const conversation = await aConversation();
    const file = await anAttachment(chat.subject, chat.person, conversation, { name: 'r.md', content: report });
    chat.server.set({ refusals: 10, refusalStatus: 404 });
    const answer = await asked(conversation, 'Who repaired the quokkamat machine?', [file.id]);
    expect(answer.provenance?.provider).toBe('extractive');
    expect(answer.content).toContain('repaired by Ada');
    expect(answer.citations[0]).toMatchObject({ documentId: file.id });
  });

  it('is downloaded as it was sent, and the log says so', async () => {
    const conversation = await aConversation();
    const file = await anAttachment(chat.subject, chat.person, conversation, { name: 'ward – 1.md', content: report });
    const sent = await chat.person.send('GET', `/chat/conversations/${conversation}/attachments/${file.id}/file`);
    expect(await sent.text()).toBe(report);
    expect(sent.headers.get('content-disposition')).toContain("filename*=UTF-8''ward%20%E2%80%93%201.md");
  });
});

describe('what is wrong with a file', () => {
  it('is said where it is attached: too large, empty, of an unknown kind, damaged', async () => {
    const conversation = await aConversation();
    const [large, empty] = await attaches(chat.subject, chat.person, conversation, [
      { name: 'large.txt', content: 'x'.repeat(26_214_401) },
      { name: 'empty.txt', content: '' },
    ]);
    expect([large!.problem?.code, empty!.problem?.code]).toEqual(['attachment-too-large', 'file-empty']);
    const file = await anAttachment(chat.subject, chat.person, conversation, { name: 'x.pdf', content: '%PDF-1.7\nnothing' });
    expect(file).toMatchObject({ state: 'failed', problem: { code: 'document-damaged' } });
    const refused = await chat.person.send('POST', `/chat/conversations/${conversation}/messages`, {
      content: 'So?',
      attachments: [file.id],
    });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([422, 'attachment-failed']);
  });

  it('may be taken away again before it is sent, and not after', async () => {
    const conversation = await aConversation();
    const files = await Promise.all(
      ['a.md', 'b.md'].map((name) =>
        anAttachment(chat.subject, chat.person, conversation, { name, content: `${report}${name}` }),
      ),
    );
    const [first, second] = files.map(({ id }) => id) as [string, string];
    await asked(conversation, 'What is this?', [first]);
    const path = `/chat/conversations/${conversation}/attachments`;
    expect((await chat.person.send('DELETE', `${path}/${first}`)).status).toBe(404);
    expect((await chat.person.send('DELETE', `${path}/${second}`)).status).toBe(204);
    expect((await chat.person.ask<AttachmentList>('GET', path)).items.map(({ id }) => id)).toEqual([first]);
    expect(
      (await chat.person.send('POST', `/chat/conversations/${conversation}/messages`, { content: 'So?', attachments: [second] }))
        .status,
    ).toBe(404);
  });

  it('is not that an image holds no words', async () => {
    const conversation = await aConversation();
    const file = await anAttachment(chat.subject, chat.person, conversation, { name: 'dot.png', content: PNG_OF_NOTHING });
    expect(file).toMatchObject({ state: 'ready', mediaType: 'image/png', hasText: false });
  });
});

describe('nobody and nothing else finds it', () => {
  let manager: Person;
  let conversation: string;
  let file: string;
  let chunkId: string;

  beforeAll(async () => {
    manager = await aPerson(chat.subject, 'manager.one', { role: 'operations_team' });
    conversation = await aConversation(manager);
    file = (await anAttachment(chat.subject, manager, conversation, { name: 'secret.md', content: report })).id;
    const body = { content: 'What about the quokkamat?', attachments: [file] };
    const started = await manager.ask<GenerationStarted>('POST', `/chat/conversations/${conversation}/messages`, body);
    await reads(manager, started.generation.id);
    const answer = (await messagesOf(manager, conversation)).at(-1)!;
    chunkId = answer.provenance!.passages[0]!.chunkId;
  });

  it('not its owner in the knowledge base, in other conversations, or beside the conversation', async () => {
    expect(await manager.ask('GET', '/rag/collections')).not.toMatchObject({ items: [{}, {}] });
    expect(JSON.stringify(await manager.ask('POST', '/rag/search', { query: 'quokkamat' }))).not.toContain('quokkamat machine');
    const statuses = await Promise.all(
      [`/rag/chunks/${chunkId}`, `/rag/documents/${file}`, `/rag/documents/${file}/file`].map(
        async (path) => (await manager.send('GET', path)).status,
      ),
    );
    expect(statuses).toEqual([404, 404, 404]);
    const other = await aConversation(manager);
    expect((await manager.send('GET', `/chat/conversations/${other}/passages/${chunkId}`)).status).toBe(404);
    expect((await manager.send('GET', `/chat/conversations/${other}/attachments/${file}/file`)).status).toBe(404);
    const body = { content: 'What about the quokkamat?', attachments: [file] };
    expect((await manager.send('POST', `/chat/conversations/${other}/messages`, body)).status).toBe(404);
    chat.server.forget();
    const started = await manager.ask<GenerationStarted>('POST', `/chat/conversations/${other}/messages`, {
      content: 'The quokkamat?',
    });
    await reads(manager, started.generation.id);
    expect(prompted()).not.toContain('failed on Tuesday');
  });

  it.each(['stranger', 'person'] as const)('not the %s, by any address', async (who) => {
    const paths = [
      `/chat/conversations/${conversation}/attachments`,
      `/chat/conversations/${conversation}/attachments/${file}/file`,
      `/chat/conversations/${conversation}/passages/${chunkId}`,
      `/rag/chunks/${chunkId}`,
      `/rag/documents/${file}`,
    ];
    const statuses = await Promise.all(paths.map(async (path) => (await chat[who].send('GET', path)).status));
    expect(new Set(statuses)).toEqual(new Set([who === 'person' ? 404 : statuses[0]!]));
    expect(statuses.every((status) => status === 403 || status === 404)).toBe(true);
  });

  it('not its owner either once the conversation is deleted; and then it is gone, with its key', async () => {
    await manager.ask('DELETE', `/chat/conversations/${conversation}`);
    expect((await manager.send('GET', `/chat/conversations/${conversation}/attachments/${file}/file`)).status).toBe(404);
    expect((await manager.send('GET', `/chat/conversations/${conversation}/passages/${chunkId}`)).status).toBe(404);
    const superuser = new pg.Client({ connectionString: chat.subject.database.superuserUrl });
    await superuser.connect();
    try {
      const inConversation = `SELECT id::text AS id FROM rag.collection WHERE conversation_id = '${conversation}'`;
      const { rows: before } = await superuser.query<{ id: string }>(inConversation);
      expect(before).toHaveLength(1);
      await superuser.query(`UPDATE chat.conversation SET deleted_at = now() - interval '1 hour' WHERE id = $1`, [conversation]);
      await chat.subject.app.get(DeletionSchedule).removeAll();
      const left = await superuser.query(
        `SELECT FROM rag.collection WHERE id = $1 UNION ALL SELECT FROM rag.document WHERE id = $2 UNION ALL SELECT FROM chat.attachment WHERE id = $2
          UNION ALL SELECT FROM keyring.data_key WHERE owner_name = $1::text`,
        [before[0]!.id, file],
      );
      expect(left.rowCount).toBe(0);
      const gone = await superuser.query('SELECT FROM keyring.destroyed_owner WHERE owner_name = $1', [before[0]!.id]);
      expect(gone.rowCount).toBe(1);
    } finally {
      await superuser.end();
    }
  });
});
