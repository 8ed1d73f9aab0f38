import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../libs/contracts/chat/chat.js';
import type { Share, ShareList, SharedPage, SharedThread } from '../../libs/contracts/chat/shares.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { answerOf } from '../support/answers.js';
import { answered, asks } from '../support/asking.js';
import { chatApp } from '../support/chat-app.js';
import { aClient } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

const chat = chatApp();
let owner: Person;
let reader: Person;
let made = 0;
beforeEach(async () => {
  owner = await aClient(chat.subject, `sharer.${String(++made)}`);
  reader = await aClient(chat.subject, `reader.${String(made)}`);
});

const idOf = async (person: Person): Promise<string> => (await person.ask<{ id: string }>('GET', '/auth/me')).id;
const shares = (id: string, body: object): Promise<Share> => owner.ask('POST', `/chat/conversations/${id}/shares`, body);
const shared = async (person: Person): Promise<string[]> =>
  (await person.ask<SharedPage>('GET', '/chat/shared')).items.map(({ title }) => title);
const rows = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  asRole(chat.subject.database.superuserUrl, async (client) => (await client.query<Row>(sql, values)).rows);

describe('a shared conversation', () => {
  it('is a snapshot for its readers alone, and does not grow', async () => {
    const { conversationId } = await answered(owner, 'How many backups are kept?');
    const share = await shares(conversationId, { readers: [await idOf(reader)] });
    await answered(owner, 'Another one');
    await asks(owner, 'unrelated');
    await owner.ask('POST', `/chat/conversations/${conversationId}/messages`, { content: 'A later question' });
    const thread = await reader.ask<SharedThread>('GET', `/chat/shared/${share.id}`);
    expect(thread).toMatchObject({ title: 'How many backups are kept?', owner: { username: owner.username }, expiresAt: null });
    expect(thread.messages.map(({ role, content }) => [role, content])).toEqual([
      ['user', 'How many backups are kept?'],
      ['assistant', expect.stringContaining('Seven backups are kept')],
    ]);
    expect(await shared(reader)).toEqual(['How many backups are kept?']);
    const other = await aClient(chat.subject, `other.${String(made)}`);
    expect(await shared(other)).toEqual([]);
    expect(await answerOf(other.send('GET', `/chat/shared/${share.id}`))).toEqual([404, 'not-found']);
    expect(await answerOf(reader.send('GET', `/chat/conversations/${conversationId}`))).toEqual([404, 'not-found']);
    expect(await answerOf(reader.send('DELETE', `/chat/shares/${share.id}`))).toEqual([404, 'not-found']);
    const events = await rows<{ action: string }>('SELECT action FROM audit.event WHERE object_id = $1 ORDER BY id', [share.id]);
    expect(events.map(({ action }) => action).slice(0, 2)).toEqual(['conversation.shared', 'conversation.share-read']);
  });

  it('is open to a role, and gone at once when it is revoked, has expired, or its conversation is deleted', async () => {
    const { conversationId } = await answered(owner, 'Open to clients');
    const open = { readers: ['external_client'] };
    const revoked = await shares(conversationId, open);
    expect(await shared(reader)).toContain('Open to clients');
    expect((await owner.ask<ShareList>('GET', `/chat/conversations/${conversationId}/shares`)).items).toMatchObject([
      { id: revoked.id, readers: ['external_client'], conversationId },
    ]);
    expect((await owner.send('DELETE', `/chat/shares/${revoked.id}`)).status).toBe(204);
    expect(await answerOf(reader.send('GET', `/chat/shared/${revoked.id}`))).toEqual([404, 'not-found']);

    const expired = await shares(conversationId, { ...open, expiresInDays: 1 });
    await reader.ask('GET', `/chat/shared/${expired.id}`);
    await rows("UPDATE chat.share SET expires_at = now() - interval '1 minute' WHERE id = $1", [expired.id]);
    expect(await answerOf(reader.send('GET', `/chat/shared/${expired.id}`))).toEqual([404, 'not-found']);

    const last = await shares(conversationId, open);
    await owner.send('DELETE', `/chat/conversations/${conversationId}`);
    expect(await answerOf(reader.send('GET', `/chat/shared/${last.id}`))).toEqual([404, 'not-found']);
    expect(await shared(reader)).not.toContain('Open to clients');
  });

  it('needs something to share, readers that there are, and a conversation of one’s own', async () => {
    const { id } = await owner.ask<Conversation>('POST', '/chat/conversations', {});
    const to = { readers: ['external_client'] };
    expect(await answerOf(owner.send('POST', `/chat/conversations/${id}/shares`, to))).toEqual([422, 'nothing-to-share']);
    expect(await answerOf(owner.send('POST', `/chat/conversations/${id}/shares`, { readers: [] }))).toEqual([
      400,
      'invalid-request',
    ]);
    expect(await answerOf(reader.send('POST', `/chat/conversations/${id}/shares`, to))).toEqual([404, 'not-found']);
  });

  it('is nowhere in the clear', async () => {
    const { conversationId } = await answered(owner, 'zqxcanarysharewv');
    await shares(conversationId, { readers: ['external_client'] });
    expect(
      await rows(
        "SELECT FROM chat.share s WHERE s::text ILIKE '%zqxcan%' OR s::text LIKE '%' || encode('zqxcan'::bytea, 'hex') || '%'",
      ),
    ).toEqual([]);
  });
});
