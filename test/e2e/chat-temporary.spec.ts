import { createParser } from 'eventsource-parser';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChatStart, GenerationEvent, Message } from '../../libs/contracts/chat/chat.js';
import { Settings } from '../../libs/platform/config/settings/settings.js';
import { foundIn, foundInRows } from '../support/canary-sweep.js';
import { chatApp, question } from '../support/chat-app.js';
import { openedValues } from '../support/opened-rows.js';
import type { Person } from '../support/people.js';

const chat = chatApp({ chat: { temporaryConversations: true } });
const canaries = {
  question: 'zqxtemporaryquestionwv',
  earlier: 'zqxtemporaryearlierwv',
  answer: 'zqxtemporaryanswerwv',
  instructions: 'zqxtemporaryinstructionswv',
  error: 'zqxtemporaryerrorwv',
};

/** Asks, and reads the answer to its end, or until `enough`. */
async function asks(
  person: Person,
  body: object,
  enough: (text: string) => boolean = () => false,
): Promise<{ readonly status: number; readonly text: string; readonly message: Message | null; readonly events: string[] }> {
  const response = await person.send('POST', '/chat/temporary', body);
  const read = { text: '', message: null as Message | null, events: [] as string[] };
  const parser = createParser({
    onEvent({ event, data }) {
      read.events.push(event ?? '');
      const said = { event, data: JSON.parse(data) as unknown } as GenerationEvent;
      if (said.event === 'delta') read.text += said.data.text;
      if (said.event === 'done') read.message = said.data.message;
    },
  });
  const decoder = new TextDecoder();
  for await (const part of response.body!) {
    parser.feed(decoder.decode(part as Uint8Array, { stream: true }));
    if (enough(read.text)) break; // leaving the loop closes the connection
  }
  return { status: response.status, ...read };
}

let superuser: pg.Client;
beforeAll(async () => {
  superuser = new pg.Client({ connectionString: chat.subject.database.superuserUrl });
  superuser.on('error', () => undefined);
  await superuser.connect();
  return () => superuser.end();
});

async function rowsOfChat(): Promise<number> {
  const { rows } = await superuser.query<{ rows: number }>(
    `SELECT (SELECT count(*) FROM chat.conversation) + (SELECT count(*) FROM chat.message) + (SELECT count(*) FROM chat.generation)
          + (SELECT count(*) FROM chat.search_backlog) + (SELECT count(*) FROM platform.tracked_job) AS rows`,
  );
  return Number(rows[0]!.rows);
}

describe('a temporary question', () => {
  it('is answered from what its asker may read, with citations, and goes on with what came before', async () => {
    const first = await asks(chat.person, { messages: [{ role: 'user', content: question }] });
    expect(first).toMatchObject({ status: 200, text: 'Seven backups are kept [1].', message: { status: 'completed' } });
    expect(first.message!.citations).toMatchObject([{ mark: 1, verdict: 'verified' }]);
    const { content, citations, provenance } = first.message!;
    const messages = [
      { role: 'user', content: question },
      { role: 'assistant', content, citations, provenance },
      { role: 'user', content: 'And where are they?' },
    ];
    await asks(chat.person, { messages, systemPrompt: 'Be brief.', parameters: { temperature: 0.1, maxTokens: 64, seed: 7 } });
    const sent = chat.server.prompts.findLast(({ path }) => path === '/api/chat')!.body as {
      messages: { role: string; content: string }[];
      options: object;
    };
    expect(sent.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(sent.messages[0]!.content).toContain('Be brief.');
    expect(sent.options).toMatchObject({ temperature: 0.1, num_predict: 64, seed: 7 });
  });

  it('stops at the model when its asker leaves', async () => {
    chat.server.set({ answer: null, tokens: 500, tokenMs: 20 });
    await asks(chat.person, { messages: [{ role: 'user', content: 'Go on and on' }] }, (text) => text !== '');
    await chat.server.until((seen) => seen.at(-1)?.outcome === 'client-left');
  });

  it('is refused without a question at its end, with too much text, and with unknown fields', async () => {
    const bodies = [
      { messages: [] },
      { messages: [{ role: 'assistant', content: 'Yes.' }] },
      { messages: [{ role: 'user', content: 'x'.repeat(400_001) }] },
      { messages: [{ role: 'user', content: 'Why?' }], conversationId: '01890000-0000-7000-8000-000000000000' },
    ];
    for (const body of bodies) {
      const { status } = await chat.person.send('POST', '/chat/temporary', body);
      expect([400, 413]).toContain(status);
    }
  });

  it('leaves its event in the log and nothing of its words anywhere', async () => {
    const before = await rowsOfChat();
    const messages = [
      { role: 'user', content: `Is ${canaries.earlier} true?` },
      { role: 'assistant', content: `${canaries.answer}, yes.`, provenance: null },
      { role: 'user', content: `And ${canaries.question}?` },
    ];
    chat.server.set({ answer: `It is. ${canaries.answer} says so.`, tokenMs: 5 });
    expect((await asks(chat.person, { messages, systemPrompt: canaries.instructions })).text).toContain(canaries.answer);
    await asks(chat.person, { messages }, (text) => text !== '');
    chat.server.set({ errorAfterTokens: 2, errorText: canaries.error });
    expect((await asks(chat.person, { messages })).events).toContain('error');
    chat.server.set({ refusals: 5, refusalStatus: 500, refusalText: canaries.error });
    await asks(chat.person, { messages });

    const { rows: events } = await superuser.query(`SELECT FROM audit.event WHERE action = 'temporary.asked'`);
    expect(events.length).toBeGreaterThan(4);
    expect(await rowsOfChat()).toBe(before);
    expect((await openedValues(chat.subject)).filter(({ text }) => text.includes('zqxtemporary'))).toEqual([]);
    await superuser.query('CHECKPOINT');
    expect((await foundInRows(superuser, canaries)).found).toEqual([]);
    const { rows } = await superuser.query<{ data_directory: string }>('SHOW data_directory');
    expect(foundIn(rows[0]!.data_directory, canaries)).toEqual([]);
    expect(foundIn(chat.subject.dataDir, canaries)).toEqual([]);
    expect(chat.subject.logged()).not.toContain('zqxtemporary');
  });

  it('is not asked where that is turned off', async () => {
    const offers = async () => (await chat.person.ask<ChatStart>('GET', '/chat/start')).offers;
    expect(await offers()).toMatchObject({ temporary: true });
    chat.subject.app.get(Settings).override(new Map([['chat.temporaryConversations', false]]));
    const refused = await chat.person.send('POST', '/chat/temporary', { messages: [{ role: 'user', content: 'Hello' }] });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([403, 'temporary-not-allowed']);
    expect(await offers()).toMatchObject({ temporary: false });
  });
});

describe('parameters of a conversation', () => {
  it('reach the model within what the settings allow, are kept sealed, and stand in the provenance', async () => {
    const parameters = { temperature: 1.5, maxTokens: 100_000, seed: 42 };
    const { id } = await chat.person.ask<{ id: string }>('POST', '/chat/conversations', { parameters });
    const { message } = await chat.person.ask<{ message: Message }>('POST', '/chat', { conversationId: id, message: question });
    const sent = chat.server.prompts.findLast(({ path }) => path === '/api/chat')!.body as { options: object };
    expect(sent.options).toMatchObject({ temperature: 1.5, num_predict: 2048, seed: 42 });
    expect(message.provenance!.parameters).toMatchObject({ temperature: 1.5, max_tokens: 2048, seed: 42 });
    const { rows } = await superuser.query<{ text: string }>(
      `SELECT row::text AS text FROM chat.conversation row WHERE id = $1`,
      [id],
    );
    expect(rows[0]!.text).not.toContain('temperature');
    expect(await chat.person.ask('GET', `/chat/conversations/${id}`)).toMatchObject({ parameters });

    await chat.person.ask('PATCH', `/chat/conversations/${id}`, { parameters: null });
    await chat.person.ask('POST', '/chat', { conversationId: id, message: 'And now?' });
    const plain = chat.server.prompts.findLast(({ path }) => path === '/api/chat')!.body as { options: { seed?: number } };
    expect(plain.options).toMatchObject({ temperature: 0.7, num_predict: 2048 });
    expect(plain.options.seed).toBeUndefined();
  });

  it.each([{ temperature: 2.1 }, { maxTokens: 1 }, { seed: -1 }, { topP: 0.5 }])('are refused as %j', async (parameters) => {
    expect((await chat.person.send('POST', '/chat/conversations', { parameters })).status).toBe(400);
  });
});
