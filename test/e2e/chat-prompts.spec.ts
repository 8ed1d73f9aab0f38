import { beforeEach, describe, expect, it } from 'vitest';
import type { Prompt, PromptPage } from '../../libs/contracts/chat/prompts.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { answerOf } from '../support/answers.js';
import { answered, asks, reads } from '../support/asking.js';
import { chatApp } from '../support/chat-app.js';
import { aClient } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

const chat = chatApp();
let person: Person;
let other: Person;
let made = 0;
beforeEach(async () => {
  person = await aClient(chat.subject, `writer.${String(++made)}`);
  other = await aClient(chat.subject, `user.${String(made)}`);
});

const listed = async (by: Person): Promise<Prompt[]> => (await by.ask<PromptPage>('GET', '/chat/prompts')).items;
const summary = { command: '/Summary', title: 'Summarise', text: 'Summarise {{text}} in {{language}}.' };

describe('the prompt library', () => {
  it('keeps prompts of one’s own, which can be changed and deleted', async () => {
    const prompt = await person.ask<Prompt>('POST', '/chat/prompts', summary);
    expect(prompt).toMatchObject({ command: 'summary', title: 'Summarise', text: summary.text, readers: [], isOwn: true });
    expect(await listed(person)).toEqual([prompt]);
    expect(await listed(other)).toEqual([]);
    const changed = await person.ask<Prompt>('PATCH', `/chat/prompts/${prompt.id}`, { title: 'Sum up' });
    expect(changed).toMatchObject({ command: 'summary', title: 'Sum up', text: summary.text });
    expect((await listed(person)).map(({ title }) => title)).toEqual(['Sum up']);
    expect((await person.send('DELETE', `/chat/prompts/${prompt.id}`)).status).toBe(204);
    expect(await listed(person)).toEqual([]);
  });

  it('opens prompts to readers, who can use them and not change them', async () => {
    const prompt = await person.ask<Prompt>('POST', '/chat/prompts', { ...summary, readers: ['external_client'] });
    expect((await listed(other)).filter(({ id }) => id === prompt.id)).toMatchObject([
      { command: 'summary', readers: [], isOwn: false },
    ]);
    expect(await answerOf(other.send('PATCH', `/chat/prompts/${prompt.id}`, { title: 'Mine' }))).toEqual([404, 'not-found']);
    expect(await answerOf(other.send('DELETE', `/chat/prompts/${prompt.id}`))).toEqual([404, 'not-found']);
    await person.ask('PATCH', `/chat/prompts/${prompt.id}`, { readers: [] });
    expect((await listed(other)).map(({ id }) => id)).not.toContain(prompt.id);
  });

  it('has each command once a person, and refuses what is none', async () => {
    await person.ask('POST', '/chat/prompts', summary);
    expect(await answerOf(person.send('POST', '/chat/prompts', { ...summary, command: 'SUMMARY' }))).toEqual([
      409,
      'command-taken',
    ]);
    expect(await answerOf(person.send('POST', '/chat/prompts', { ...summary, command: 'two words' }))).toEqual([
      400,
      'invalid-request',
    ]);
    await other.ask('POST', '/chat/prompts', summary);
  });

  it('is sealed', async () => {
    await person.ask('POST', '/chat/prompts', { command: 'zqxcan', title: 'zqxcan', text: 'zqxcan' });
    await person.ask('PUT', '/chat/instructions', { text: 'zqxcan' });
    const { rows } = await asRole(chat.subject.database.superuserUrl, (client) =>
      client.query(
        `SELECT FROM (SELECT p::text AS t FROM chat.prompt p UNION ALL SELECT o::text FROM chat.own_instructions o) all_of
          WHERE t ILIKE '%zqxcan%' OR t LIKE '%' || encode('zqxcan'::bytea, 'hex') || '%'`,
      ),
    );
    expect(rows).toEqual([]);
  });
});

describe('own instructions', () => {
  it('go with every question, before those of the conversation, until they are taken away', async () => {
    expect(await person.ask('GET', '/chat/instructions')).toEqual({ text: '' });
    await person.ask('PUT', '/chat/instructions', { text: 'I am a night nurse.' });
    expect(await person.ask('GET', '/chat/instructions')).toEqual({ text: 'I am a night nurse.' });
    chat.server.forget();
    await answered(person, 'Who am I?');
    expect(JSON.stringify(chat.server.prompts.at(-1))).toContain('I am a night nurse.');
    await person.ask('PUT', '/chat/instructions', { text: '' });
    chat.server.forget();
    const { generation } = await asks(person, 'And now?');
    await reads(person, generation.id);
    expect(JSON.stringify(chat.server.prompts)).not.toContain('night nurse');
  });
});
