import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversation, ConversationFolders, ConversationList } from '../../libs/contracts/chat/chat.js';
import type { Page } from '../../libs/contracts/common.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { answerOf } from '../support/answers.js';
import { messagesOf } from '../support/asking.js';
import { chatApp, question } from '../support/chat-app.js';
import { aClient } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

const chat = chatApp();
let person: Person;
let made = 0;
beforeEach(async () => {
  person = await aClient(chat.subject, `orderly.${String(++made)}`);
});

const starts = (title: string, by = person): Promise<Conversation> => by.ask('POST', '/chat/conversations', { title });
const changes = (id: string, change: object): Promise<Conversation> => person.ask('PATCH', `/chat/conversations/${id}`, change);
const listed = async (query: string): Promise<string[]> =>
  (await person.ask<Page<Conversation>>('GET', `/chat/conversations?${query}`)).items.map(({ title }) => title);

describe('folders and tags', () => {
  it('narrow the list, page by page, and are counted', async () => {
    for (const number of [1, 2, 3, 4, 5]) {
      const { id } = await starts(`c${String(number)}`);
      await changes(id, { folder: number % 2 === 1 ? 'Ward' : null, tags: number > 3 ? ['night', 'Beta'] : [] });
    }
    expect(await listed('folder=ward')).toEqual(['c5', 'c3', 'c1']);
    expect(await listed('folder=Ward&tag=night')).toEqual(['c5']);
    expect(await listed('tag=beta')).toEqual(['c5', 'c4']);
    const first = await person.ask<Page<Conversation>>('GET', '/chat/conversations?folder=Ward&limit=2');
    expect(first.items.map(({ title }) => title)).toEqual(['c5', 'c3']);
    expect(await listed(`folder=Ward&limit=2&cursor=${first.nextCursor!}`)).toEqual(['c1']);
    expect(await person.ask<ConversationFolders>('GET', '/chat/folders')).toEqual({
      folders: [{ name: 'Ward', conversations: 3 }],
      tags: [
        { name: 'Beta', conversations: 2 },
        { name: 'night', conversations: 2 },
      ],
    });
  });

  it('pins and unread marks are kept, and pins narrow the list', async () => {
    const { id } = await starts('pinned');
    await starts('other');
    expect(await changes(id, { pinned: true, unread: true })).toMatchObject({ pinned: true, unread: true });
    expect(await listed('pinned=true')).toEqual(['pinned']);
    expect(await listed('pinned=false')).toEqual(['other']);
  });
});

describe('several conversations at once', () => {
  it('are changed together, each with an event of its own, or not at all', async () => {
    const ids = (await Promise.all([starts('a'), starts('b'), starts('c')])).map(({ id }) => id);
    const changed = await person.ask<ConversationList>('POST', '/chat/conversations/changes', {
      ids: ids.slice(0, 2),
      changes: { archived: true, folder: 'Old' },
    });
    expect(changed.items.map(({ archived, folder }) => [archived, folder])).toEqual([
      [true, 'Old'],
      [true, 'Old'],
    ]);
    expect(await listed('archived=true')).toHaveLength(2);
    const strange = await starts('theirs', chat.stranger);
    const refused = person.send('POST', '/chat/conversations/changes', { ids: [ids[2], strange.id], changes: { pinned: true } });
    expect(await answerOf(refused)).toEqual([404, 'not-found']);
    expect(await listed('pinned=true')).toEqual([]);
    const { rows } = await asRole(chat.subject.database.ownerUrl, (client) =>
      client.query<{ id: string }>(
        "SELECT object_id AS id FROM audit.event WHERE action = 'conversation.changed' AND outcome = 'success' AND object_id = ANY($1)",
        [ids],
      ),
    );
    expect(rows.map(({ id }) => id).sort()).toEqual(ids.slice(0, 2).sort());
  });

  it('are deleted and brought back together; what is gone already is passed over', async () => {
    const ids = (await Promise.all([starts('a'), starts('b')])).map(({ id }) => id);
    await person.send('DELETE', `/chat/conversations/${ids[0]!}`);
    expect((await person.send('POST', '/chat/conversations/deletions', { ids })).status).toBe(204);
    expect(await listed('')).toEqual([]);
    const back = await person.ask<ConversationList>('POST', '/chat/conversations/restorations', { ids });
    expect(back.items.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(await listed('')).toHaveLength(2);
  });

  it('are left alone where they belong to somebody else', async () => {
    const strange = await starts('theirs', chat.stranger);
    expect((await person.send('POST', '/chat/conversations/deletions', { ids: [strange.id] })).status).toBe(204);
    expect((await chat.stranger.send('GET', `/chat/conversations/${strange.id}`)).status).toBe(200);
  });
});

describe('a copy', () => {
  it('has the same messages and goes on by itself', async () => {
    const { conversationId } = await chat.finished(question);
    await chat.person.ask('PATCH', `/chat/conversations/${conversationId}`, { title: 'Backups', folder: 'Ward' });
    const copy = await chat.person.ask<Conversation>('POST', `/chat/conversations/${conversationId}/copy`);
    expect(copy).toMatchObject({ title: 'Backups (copy)', folder: 'Ward', pinned: false });
    const [before, after] = await Promise.all([messagesOf(chat.person, conversationId), messagesOf(chat.person, copy.id)]);
    expect(after.map(({ role, content, citations }) => [role, content, citations])).toEqual(
      before.map(({ role, content, citations }) => [role, content, citations]),
    );
    await chat.sends(copy.id, { content: 'And then?' });
    expect(await messagesOf(chat.person, copy.id)).toHaveLength(4);
    expect(await messagesOf(chat.person, conversationId)).toHaveLength(2);
  });
});
