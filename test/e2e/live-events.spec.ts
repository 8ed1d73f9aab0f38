import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../libs/contracts/events.js';
import { mostStreams } from '../../libs/platform/events/live-events.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks } from '../support/asking.js';
import { followsLive, type LiveReader } from '../support/live-reader.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, aProvenSessionOf, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const clock = new AdjustableClock();
let server: ModelServer;
let one: TestApp;
let two: TestApp;
let admin: Person;

beforeAll(async () => {
  server = await startModelServer({ answer: 'Seven copies are kept.' });
  one = await anApp({ clock, environment: { OLLAMA_BASE_URL: server.url } });
  two = await anApp({ clock, environment: { OLLAMA_BASE_URL: server.url }, beside: one });
  admin = await theFirstAdmin(one);
});
afterAll(() => server.close());

/** The same session on another instance. */
const at = (subject: TestApp, { cookie }: Person): Pick<Person, 'send'> => ({
  send: (method, path, _body, headers = {}) =>
    fetch(`${subject.url}/api${path}`, { method, headers: { Cookie: cookie, ...headers } }),
});

const saw = async (reader: LiveReader, event: LiveEvent): Promise<void> => {
  await expect.poll(() => reader.seen.map((each) => ({ event: each.event, data: each.data }))).toContainEqual(event);
};

describe('live events', () => {
  it('announce a conversation and its messages by id, on every instance, and hold no content', async () => {
    const person = await aClient(one, 'asks.live');
    const readers = [await followsLive(at(one, person)), await followsLive(at(two, person))];
    const { conversationId, assistantMessage, generation } = await asks(person, 'How long are unicorns kept?');
    for (const reader of readers) {
      await saw(reader, { event: 'conversation', data: { id: conversationId } });
      await saw(reader, { event: 'message', data: { conversationId, id: assistantMessage.id, generationId: generation.id } });
      await expect.poll(() => reader.seen.filter(({ event }) => event === 'message').length).toBeGreaterThanOrEqual(2);
      expect(JSON.stringify(reader.seen)).not.toMatch(/unicorns|Seven/);
    }
    await person.send('PATCH', `/chat/conversations/${conversationId}`, { title: 'Unicorns' });
    const before = readers[1]!.seen.length;
    await person.send('DELETE', `/chat/conversations/${conversationId}`);
    await expect.poll(() => readers[1]!.seen.length).toBeGreaterThan(before);
    expect(readers[0]!.seen[0]).toMatchObject({ event: 'ready', data: {} });
    await Promise.all(readers.map((reader) => reader.leave()));
  });

  it('do not announce what is another person’s', async () => {
    const [person, other] = [await aClient(one, 'owner.of.it'), await aClient(one, 'looks.on')];
    const reader = await followsLive(other);
    const own = await followsLive(person);
    const { conversationId } = await asks(person, 'What is kept?');
    await saw(own, { event: 'conversation', data: { id: conversationId } });
    expect(reader.seen.map(({ event }) => event)).toEqual(['ready']);
    await Promise.all([reader.leave(), own.leave()]);
  });

  it('go on where a reader left off, at another instance too, with nothing missing', async () => {
    const person = await aClient(one, 'comes.back');
    const reader = await followsLive(at(one, person));
    await expect.poll(() => reader.lastId()).toBeDefined();
    await reader.leave();
    const there = await followsLive(at(two, person));
    const { conversationId } = await asks(person, 'What did I miss?');
    const back = await followsLive(at(one, person), reader.lastId());
    await saw(back, { event: 'conversation', data: { id: conversationId } });
    await expect.poll(() => back.seen.some(({ event }) => event === 'ready')).toBe(true);
    const last = back.seen.findLast(({ event }) => event === 'conversation')!.id;
    await saw(there, { event: 'conversation', data: { id: conversationId } });
    const elsewhere = await followsLive(at(two, person), last);
    await saw(elsewhere, { event: 'ready', data: {} });
    expect(elsewhere.seen.map(({ event }) => event)).not.toContain('refetch');
    await Promise.all([back, there, elsewhere].map((each) => each.leave()));
  });

  it.each(['019e0000-0000-7000-8000-000000000000', 'not an id', '-1'])(
    'say refetch to who comes back with %s',
    async (lastId) => {
      const reader = await followsLive(admin, lastId);
      await saw(reader, { event: 'refetch', data: {} });
      await reader.leave();
    },
  );

  it('announce to deciders that something waits', async () => {
    const second = await aClient(one, 'second.admin');
    const { id } = second;
    await asRole(one.database.ownerUrl, (client) => client.query("UPDATE auth.user SET role = 'admin' WHERE id = $1", [id]));
    const client = await aClient(one, 'wants.more');
    const { id: clientId } = client;
    const [deciders, onlooker] = [await followsLive(second), await followsLive(client)];
    await asRole(one.database.ownerUrl, (each) =>
      each.query(
        `INSERT INTO auth.approval (id, action, parameters, reason, parameters_hash, requested_by, requested_at, expires_at, state)
         SELECT '019e0000-0000-7000-8000-000000000001', 'role.grant', ''::bytea, ''::bytea, decode(repeat('00', 32), 'hex'), id, now(), now() + interval '1 day', 'pending'
           FROM auth.user WHERE id <> $1 AND id <> $2 LIMIT 1`,
        [id, clientId],
      ),
    );
    await saw(deciders, { event: 'approval', data: { id: '019e0000-0000-7000-8000-000000000001' } });
    expect(onlooker.seen.map(({ event }) => event)).toEqual(['ready']);
    await Promise.all([deciders.leave(), onlooker.leave()]);
  });
});

describe('a stream of live events', () => {
  it('ends immediately, with an event, when its session is signed out, and only that one', async () => {
    const person = await aClient(one, 'signs.out');
    const other = await aSessionOf(one, person.username);
    const [reader, elsewhere, stays] = [
      await followsLive(at(one, person)),
      await followsLive(at(two, person)),
      await followsLive(other),
    ];
    await person.send('POST', '/auth/logout');
    for (const each of [reader, elsewhere]) {
      await expect.poll(() => each.hasEnded(), { timeout: 2_000 }).toBe(true);
      expect(each.seen.at(-1)).toMatchObject({ event: 'session-ended', data: {} });
    }
    expect(stays.hasEnded()).toBe(false);
    await stays.leave();
  });

  it.each(['end-sessions', 'disable'])('ends immediately with an administrator’s %s', async (act) => {
    const person = await aClient(one, `live.${act}`);
    const { id } = person;
    const reader = await followsLive(at(two, person));
    const boss = await aProvenSessionOf(one, admin.username);
    expect((await boss.send('POST', `/users/${id}/${act}`, { reason: 'Left the organisation' })).status).toBe(200);
    await expect.poll(() => reader.hasEnded(), { timeout: 2_000 }).toBe(true);
    expect(reader.seen.at(-1)).toMatchObject({ event: 'session-ended' });
  });

  it('announces a new role, and from then on what it may see', async () => {
    const person = await aClient(one, 'rises');
    const { id } = person;
    const reader = await followsLive(person);
    const boss = await aSessionOf(one, admin.username);
    await boss.ask('PATCH', `/users/${id}`, { role: 'operations_team', reason: 'Joined the team' });
    await saw(reader, { event: 'account', data: {} });
    expect(reader.hasEnded()).toBe(false);
    await reader.leave();
  });

  it('keeps no session alive, and ends with one that is idle', async () => {
    const person = await aClient(one, 'falls.asleep');
    const reader = await followsLive(person);
    clock.advance({ minutes: 16 });
    await expect.poll(() => reader.hasEnded()).toBe(true);
    expect(reader.seen.at(-1)).toMatchObject({ event: 'session-ended' });
    expect((await person.send('GET', '/auth/me')).status).toBe(401);
  });

  it('is refused to visitors, and to an account that has too many', async () => {
    expect((await fetch(`${one.url}/api/events`)).status).toBe(401);
    const person = await aClient(one, 'opens.many');
    const readers: LiveReader[] = [];
    for (let opened = 0; opened < mostStreams; opened += 1) readers.push(await followsLive(person));
    const refused = await person.send('GET', '/events');
    expect([refused.status, await refused.json()]).toEqual([429, expect.objectContaining({ code: 'too-many-streams' })]);
    await readers[0]!.leave();
    await expect.poll(async () => (await followsLive(person)).status).toBe(200);
  });

  it('says refetch when notices may have been missed', async () => {
    const person = await aClient(one, 'misses');
    const reader = await followsLive(at(two, person));
    await asRole(one.database.runtimeUrl, (client) =>
      client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'chat-man-notices' AND datname = current_database()",
      ),
    );
    await saw(reader, { event: 'refetch', data: {} });
    await reader.leave();
  });

  it('closes when the instance is shut down', async () => {
    const third = await anApp({ clock, beside: one });
    const person = await aClient(third, 'stays.to.the.end');
    const reader = await followsLive(person);
    await third.close();
    expect(reader.hasEnded()).toBe(true);
    expect(reader.seen.map(({ event }) => event)).toEqual(['ready']);
  });
});
