import { beforeAll, expect, it } from 'vitest';
import type { ApprovalList } from '../../libs/contracts/auth/approvals.js';
import type { AuditEventWithDetail } from '../../libs/contracts/audit/audit.js';
import type { Conversation, GenerationStarted, Message } from '../../libs/contracts/chat/chat.js';
import type { Page } from '../../libs/contracts/common.js';
import type { NoticeList } from '../../libs/contracts/auth/notices.js';
import type { TokenList } from '../../libs/contracts/auth/tokens.js';
import type { RoleRequestList, UserList } from '../../libs/contracts/auth/people/users.js';
import { uuidv7 } from '../../libs/platform/ids.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp, type TestApp } from '../support/app.js';
import { asSuperuser } from '../support/audit-log.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { proveAgain, signedIn, type Person } from '../support/people.js';

let subject: TestApp;
let admin: Person;
let person: Person;
let personId: string;

beforeAll(async () => {
  subject = await anApp();
  admin = await theFirstAdmin(subject);
  person = await aClient(subject, 'reader.one');
  personId = person.id;
});

/** Flips a bit in the middle of a sealed value. */
const breaks = async (table: string, column: string, id: string): Promise<void> => {
  await asRole(subject.database.ownerUrl, (client) =>
    client.query(
      `UPDATE ${table} SET ${column} = set_byte(${column}, length(${column}) / 2, get_byte(${column}, length(${column}) / 2) # 1) WHERE id = $1`,
      [id],
    ),
  );
};
const toldOf = async (place: string): Promise<number> =>
  asRole(subject.database.ownerUrl, async (client) => {
    const { rows } = await client.query("SELECT 1 FROM audit.event WHERE action = 'record.damaged' AND object_id = $1", [place]);
    return rows.length;
  });

it('a conversation whose title does not open is shown as damaged among the others, and reported once', async () => {
  const made: Conversation[] = [];
  for (const title of ['a', 'b', 'c']) made.push(await person.ask<Conversation>('POST', '/chat/conversations', { title }));
  await breaks('chat.conversation', 'title', made[1]!.id);

  const list = (): Promise<Page<Conversation>> => person.ask('GET', '/chat/conversations');
  expect((await list()).items.map(({ title, damaged }) => [title, damaged])).toEqual([
    ['c', undefined],
    ['Damaged record', true],
    ['a', undefined],
  ]);
  await list();
  const place = `chat.conversation.title:${made[1]!.id}`;
  await expect.poll(() => toldOf(place)).toBe(1);
  expect(subject.logged()).toMatch(
    new RegExp(`"level":"error","message":"a sealed record cannot be opened".*"row":"${made[1]!.id}"`),
  );
  expect(await person.ask('PATCH', `/chat/conversations/${made[1]!.id}`, { title: 'B' })).toMatchObject({ title: 'B' });
});

it('a message that does not open leaves the others readable', async () => {
  const { conversationId, userMessage, generation } = await asks(person, 'How many?');
  await reads(person, generation.id);
  await breaks('chat.message', 'content', userMessage!.id);
  const [asked, answer] = (await messagesOf(person, conversationId)) as [Message, Message];
  expect(asked).toMatchObject({ content: 'Damaged record', damaged: true });
  expect(answer.damaged).toBeUndefined();
});

it('a conversation whose instructions do not open still answers, and so it does after a message that does not', async () => {
  const { id } = await person.ask<Conversation>('POST', '/chat/conversations', { title: 'T', systemPrompt: 'Answer in rhyme' });
  const ask = (content: string) => person.ask<GenerationStarted>('POST', `/chat/conversations/${id}/messages`, { content });
  await breaks('chat.conversation', 'system_prompt', id);
  const first = await ask('How many?');
  await reads(person, first.generation.id);
  expect((await messagesOf(person, id)).at(-1)).toMatchObject({ status: 'completed' });
  expect(await person.ask('GET', `/chat/conversations/${id}`)).toMatchObject({ systemPrompt: null, damaged: true });
  await breaks('chat.message', 'content', first.userMessage!.id);
  await reads(person, (await ask('And why?')).generation.id);
  expect((await messagesOf(person, id)).at(-1)).toMatchObject({ status: 'completed' });
});

it('a notice that does not open is one line of the list', async () => {
  const other = await aClient(subject, 'reader.two');
  await other.ask('POST', '/auth/tokens', { name: 'first', scopes: ['chat:converse'], expiresInDays: 1 });
  const { items } = await other.ask<NoticeList>('GET', '/auth/notices');
  await breaks('auth.notice', 'content', items[0]!.id);
  await other.ask('POST', '/auth/tokens', { name: 'second', scopes: ['chat:converse'], expiresInDays: 1 });
  expect((await other.ask<NoticeList>('GET', '/auth/notices')).items.slice(0, 2)).toMatchObject([
    { kind: 'token.created', about: 'second' },
    { kind: 'record.damaged', about: null },
  ]);
});

it('an audit event whose detail does not open is shown without it', async () => {
  await signedIn(subject, person.username);
  await asRole(subject.database.ownerUrl, (client) =>
    client.query(`UPDATE auth."user" SET role = 'compliance_officer' WHERE id = $1`, [personId]),
  );
  const event = await asRole(subject.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM audit.event WHERE action = 'session.started' AND detail_commit IS NOT NULL ORDER BY seq DESC LIMIT 1`,
    );
    return rows[0]!.id;
  });
  await asSuperuser(subject, async (client) => {
    await client.query('ALTER TABLE audit.event_detail DISABLE TRIGGER USER');
    await client.query(
      `UPDATE audit.event_detail SET detail = set_byte(detail, length(detail) / 2, get_byte(detail, length(detail) / 2) # 1) WHERE event_id = $1`,
      [event],
    );
  });
  const answer = await person.send('GET', `/audit/events/${event}`, undefined, { 'X-Access-Reason': 'Looking after the log' });
  expect([answer.status, ((await answer.json()) as AuditEventWithDetail).detail]).toEqual([200, { state: 'damaged' }]);
});

it('an account whose name does not open is a line of the list of users', async () => {
  await breaks('auth."user"', 'display_name', personId);
  const { items } = await admin.ask<UserList>('GET', '/users');
  expect(items.find(({ id }) => id === personId)).toMatchObject({
    displayName: 'Damaged record',
    username: 'reader.one',
    damaged: true,
  });
  expect(items.find(({ username }) => username === 'first.admin')?.damaged).toBeUndefined();
});

it('an approval or role request that does not open can be seen, and not decided', async () => {
  await person.ask('POST', '/auth/role-requests', { role: 'operations_team', reason: 'For the work there' });
  const [request] = (await admin.ask<RoleRequestList>('GET', '/auth/role-requests')).items;
  await breaks('auth.role_request', 'reason', request!.id);
  expect((await admin.ask<RoleRequestList>('GET', '/auth/role-requests')).items[0]).toMatchObject({ reason: 'Damaged record' });
  const id = await anApprovalOf(personId);
  const list = await admin.ask<ApprovalList>('GET', '/approvals');
  expect(list.items.find((each) => each.id === id)).toMatchObject({ summary: 'Damaged record', decidable: false, damaged: true });
  await proveAgain(admin);
  const decided = await admin.send('POST', `/approvals/${id}/approve`, { reason: 'Because it says so' });
  expect([decided.status, ((await decided.json()) as { code: string }).code]).toEqual([422, 'record-damaged']);
});

/** One whose parameters were never sealed for it. */
const anApprovalOf = (requestedBy: string): Promise<string> =>
  asRole(subject.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO auth.approval (id, action, parameters, reason, parameters_hash, requested_by, requested_at, expires_at, state)
       VALUES ($2, 'role.grant', '\\x00', '\\x00', sha256('x'), $1, now(), now() + interval '1 hour', 'pending') RETURNING id`,
      [requestedBy, uuidv7(Date.now())],
    );
    return rows[0]!.id;
  });

it('a token whose name does not open can still be revoked', async () => {
  for (const name of ['one', 'two'])
    await person.ask('POST', '/auth/tokens', { name, scopes: ['chat:converse'], expiresInDays: 1 });
  const list = async () => (await person.ask<TokenList>('GET', '/auth/tokens')).items;
  const [first] = await list();
  await breaks('auth.api_token', 'name', first!.id);
  expect((await list()).map(({ name }) => name)).toEqual(['Damaged record', 'one']);
  expect((await person.send('DELETE', `/auth/tokens/${first!.id}`)).status).toBe(204);
});
