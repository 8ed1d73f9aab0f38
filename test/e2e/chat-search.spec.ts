import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../libs/contracts/chat/chat.js';
import type { FoundMessage, FoundPage } from '../../libs/contracts/chat/search.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { DeletionSchedule } from '../../apps/api/src/chat/conversation/deletion.schedule.js';
import { SearchSchedule } from '../../apps/api/src/chat/finding/search.schedule.js';
import { SegmentMergeService } from '../../apps/api/src/chat/indexing/segment-merge.service.js';
import { answerOf } from '../support/answers.js';
import { answered, messagesOf } from '../support/asking.js';
import { chatApp } from '../support/chat-app.js';
import { aClient } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

const chat = chatApp();
let person: Person;
let made = 0;
beforeEach(async () => {
  person = await aClient(chat.subject, `finder.${String(++made)}`);
});

const finds = (q: string, more = ''): Promise<FoundPage> =>
  person.ask<FoundPage>('GET', `/chat/search?q=${encodeURIComponent(q)}${more}`);
const marked = ({ snippet, highlights }: FoundMessage): string =>
  highlights
    .toReversed()
    .reduce((all, { start, end }) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`, snippet);
const found = async (q: string): Promise<string[]> => (await finds(q)).items.map(marked);
const asked = (content: string): ReturnType<typeof answered> => answered(person, content);
const changes = (id: string, change: object): Promise<Conversation> => person.ask('PATCH', `/chat/conversations/${id}`, change);
const rows = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  asRole(chat.subject.database.superuserUrl, async (client) => (await client.query<Row>(sql, values)).rows);

describe('a search', () => {
  it('finds questions, answers and titles from the moment they are kept, newest first, and opens at the message', async () => {
    const first = await asked('Where is the morphine cupboard?');
    const second = await asked('Who has the key of the cupboard?');
    const [question] = await messagesOf(person, first.conversationId);
    expect((await finds('CUPBOARD')).items).toEqual([
      expect.objectContaining({ conversationId: second.conversationId, title: 'Who has the key of the cupboard?' }),
      {
        conversationId: first.conversationId,
        messageId: question!.id,
        title: 'Where is the morphine cupboard?',
        snippet: 'Where is the morphine cupboard?',
        highlights: [{ start: 22, end: 30 }],
        createdAt: question!.createdAt,
      },
    ]);
    expect(await found('backups seven')).toEqual([1, 2].map(() => expect.stringContaining('[Seven] [backups] are kept')));
    await changes(first.conversationId, { title: 'Controlled drugs' });
    expect((await finds('controlled')).items).toMatchObject([
      { conversationId: first.conversationId, messageId: null, title: 'Controlled drugs', snippet: 'Controlled drugs' },
    ]);
  });

  it('takes phrases in one piece, and words in any order', async () => {
    await asked('Is the data protection officer in?');
    await asked('Does an officer need protection of data?');
    expect(await found('"data protection officer"')).toEqual(['Is the [data protection officer] in?']);
    expect(await found('officer data protection')).toHaveLength(2);
    expect(await found('"protection officer" zebra')).toEqual([]);
  });

  it('is narrowed by folder, tag, pin, archive and time, and refuses what it does not know', async () => {
    const one = await asked('alpha one');
    const two = await asked('alpha two');
    await changes(one.conversationId, { folder: 'Night ward', tags: ['audit'], pinned: true });
    await changes(two.conversationId, { archived: true });
    expect(await found('alpha folder:"night ward"')).toEqual(['[alpha] one']);
    expect(await found('alpha tag:audit')).toEqual(['[alpha] one']);
    expect(await found('alpha folder:elsewhere')).toEqual([]);
    expect(await found('alpha is:pinned')).toEqual(['[alpha] one']);
    expect(await found('alpha is:archived')).toEqual(['[alpha] two']);
    expect(await found('alpha after:2000-01-01 before:2100-01-01')).toHaveLength(2);
    expect(await found('alpha before:2000-01-01')).toEqual([]);
    expect((await finds('is:pinned')).items).toMatchObject([
      { conversationId: one.conversationId, messageId: null, title: 'alpha one' },
    ]);
    expect(await answerOf(person.send('GET', '/chat/search?q=alpha%20is:starred'))).toEqual([400, 'invalid-request']);
  });

  it('goes on with a cursor, nothing twice and nothing missing', async () => {
    for (let number = 0; number < 7; number++) await asked(`needle ${String(number)}`);
    const all: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: FoundPage = await finds('needle', `&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      all.push(...page.items.filter(({ messageId }) => messageId !== null).map(({ snippet }) => snippet));
      cursor = page.nextCursor;
    }
    expect(all).toEqual([6, 5, 4, 3, 2, 1, 0].map((number) => `needle ${String(number)}`));
  });

  it('finds nothing of anybody else, and nothing deleted', async () => {
    const { conversationId } = await asked('secret orchard');
    const stranger = await aClient(chat.subject, `other.${String(made)}`);
    expect((await stranger.ask<FoundPage>('GET', '/chat/search?q=orchard')).items).toEqual([]);
    await person.send('DELETE', `/chat/conversations/${conversationId}`);
    expect(await found('orchard')).toEqual([]);
    await person.ask('POST', `/chat/conversations/${conversationId}/restore`);
    expect(await found('orchard')).toEqual(['secret [orchard]']);
  });
});

describe('the index', () => {
  it('finds the same before and after its parts are merged, and forgets what is removed', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 22; number++) ids.push((await asked(`walnut number ${String(number)}`)).conversationId);
    const before = await finds('"walnut number"', '&limit=50');
    await chat.subject.app.get(SegmentMergeService).tidy(person.id);
    expect(await rows('SELECT FROM chat.search_entry WHERE owner_id = $1', [person.id])).toEqual([]);
    expect(await finds('"walnut number"', '&limit=50')).toEqual(before);
    const sizes = (): Promise<{ bytes: number }[]> =>
      rows('SELECT sum(length(data))::int AS bytes FROM chat.search_bucket WHERE owner_id = $1', [person.id]);
    const [full] = await sizes();
    for (const id of ids.slice(1)) await person.send('DELETE', `/chat/conversations/${id}`);
    await rows("UPDATE chat.conversation SET deleted_at = deleted_at - interval '1 hour' WHERE owner_id = $1", [person.id]);
    await chat.subject.app.get(DeletionSchedule).removeAll();
    await chat.subject.app.get(SegmentMergeService).tidyAll();
    expect((await sizes())[0]!.bytes).toBeLessThan(full!.bytes / 4);
    expect(await rows('SELECT FROM chat.search_removal WHERE owner_id = $1', [person.id])).toEqual([]);
    expect(await found('walnut')).toEqual(['[walnut] number 0']);
  });

  it('takes in what was written before there was one', async () => {
    await asked('old chestnut');
    await rows('DELETE FROM chat.search_entry WHERE owner_id = $1', [person.id]);
    expect(await found('chestnut')).toEqual([]);
    await rows(
      `INSERT INTO chat.search_backlog (id, owner_id) SELECT id, owner_id FROM chat.message WHERE owner_id = $1
        UNION ALL SELECT id, owner_id FROM chat.conversation WHERE owner_id = $1`,
      [person.id],
    );
    await chat.subject.app.get(SearchSchedule).indexBacklog();
    expect(await found('chestnut')).toEqual(['old [chestnut]']);
    expect(await rows('SELECT FROM chat.search_backlog')).toEqual([]);
  });

  it('holds no word in the clear', async () => {
    await asked('zqxcanarysearchwv and more');
    await chat.subject.app.get(SegmentMergeService).tidy(person.id);
    for (const table of ['search_key', 'search_entry', 'search_segment', 'search_bucket', 'search_backlog', 'search_removal']) {
      const leaks = await rows(
        `SELECT FROM chat.${table} r WHERE r::text ILIKE '%zqxcan%' OR r::text LIKE '%' || encode('zqxcan'::bytea, 'hex') || '%'`,
      );
      expect([table, leaks]).toEqual([table, []]);
    }
  });
});
