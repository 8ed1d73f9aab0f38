import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnsweredOnce, Conversation, GenerationStarted } from '../../libs/contracts/chat/chat.js';
import type { Page } from '../../libs/contracts/common.js';
import { Idempotency } from '../../libs/platform/idempotency/idempotency.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { uuidv7 } from '../../libs/platform/ids.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { answerOf } from '../support/answers.js';
import { anApp, type TestApp } from '../support/app.js';
import { messagesOf, reads } from '../support/asking.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, proveAgain, type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

let server: ModelServer;
let subject: TestApp;
let other: TestApp;
let person: Person;
let admin: Person;
let made = 0;
const clock = new AdjustableClock();

beforeAll(async () => {
  server = await startModelServer();
  subject = await anApp({ environment: { OLLAMA_BASE_URL: server.url }, clock });
  other = await anApp({ environment: { OLLAMA_BASE_URL: server.url }, clock, beside: subject });
  await theFirstAdmin(subject);
});
beforeEach(async () => {
  server.set({ ...calmKnobs, answer: 'Seven.' });
  person = await aClient(subject, `sender.${String(++made)}`);
});
afterAll(() => server.close());

const aKey = (): string => uuidv7(Date.now());
const starts = (key: string, title = 'One', by = person): Promise<Response> =>
  by.send('POST', '/chat/conversations', { title }, { 'Idempotency-Key': key });
const titles = async (): Promise<string[]> =>
  (await person.ask<Page<Conversation>>('GET', '/chat/conversations')).items.map(({ title }) => title);
const kept = async (): Promise<{ answer: Buffer | null }[]> =>
  asRole(subject.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ answer: Buffer | null }>(
      'SELECT answer FROM platform.idempotent_call WHERE owner_id = $1',
      [person.id],
    );
    return rows;
  });

describe('a call that is sent again with the same key', () => {
  it('runs once, and returns the earlier response, marked', async () => {
    const key = aKey();
    const [first, second] = [await starts(key), await starts(key)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect([first, second].map((each) => each.headers.get('Idempotency-Replayed'))).toEqual([null, 'true']);
    expect(await second.json()).toEqual(await first.json());
    expect(await titles()).toEqual(['One']);
  });

  it('asks a question once', async () => {
    const { id } = (await (await starts(aKey())).json()) as Conversation;
    const key = aKey();
    const asks = (): Promise<Response> =>
      person.send('POST', `/chat/conversations/${id}/messages`, { content: 'How many?' }, { 'Idempotency-Key': key });
    const first = (await (await asks()).json()) as GenerationStarted;
    expect(await (await asks()).json()).toEqual(first);
    await reads(person, first.generation.id);
    expect((await messagesOf(person, id)).map(({ content }) => content)).toEqual(['How many?', 'Seven.']);
  });

  it('is done once when both come at the same time, to two instances', async () => {
    const key = aKey();
    const there: Person['send'] = (method, path, body, headers = {}) =>
      fetch(`${other.url}/api${path}`, {
        method,
        headers: { Cookie: person.cookie, 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const answers = await Promise.all([starts(key), starts(key, 'One', { ...person, send: there }), starts(key)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Conversation).id));
    expect(new Set(ids).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get('Idempotency-Replayed') === 'true')).toHaveLength(2);
    expect(await titles()).toEqual(['One']);
  });

  it('is refused when it says something else', async () => {
    const key = aKey();
    await starts(key);
    expect(await answerOf(starts(key, 'Two'))).toEqual([422, 'idempotency-key-reused']);
    expect(await titles()).toEqual(['One']);
  });

  it('belongs to the account that sent it', async () => {
    const key = aKey();
    await starts(key);
    const answer = await starts(key, 'One', await aClient(subject, `sender.${String(++made)}`));
    expect([answer.status, answer.headers.get('Idempotency-Replayed')]).toEqual([201, null]);
  });

  it('is done when it failed before', async () => {
    const key = aKey();
    expect((await starts(key, '')).status).toBe(400);
    expect((await starts(key)).status).toBe(201);
  });

  it('is done again after a day, when the first answer is forgotten', async () => {
    const key = aKey();
    await starts(key);
    clock.advance({ hours: 25 });
    person = await aSessionOf(subject, person.username);
    expect((await starts(key)).headers.get('Idempotency-Replayed')).toBeNull();
    expect(await kept()).toHaveLength(1);
    clock.advance({ hours: 25 });
    person = await aSessionOf(subject, person.username);
    await subject.app.get(Transactions).run((tx) => subject.app.get(Idempotency).forgetExpired(tx));
    expect(await kept()).toEqual([]);
  });
});

describe('an act that records itself', () => {
  beforeEach(async () => void (admin = await aSessionOf(subject, 'first.admin')));
  const because = { reason: 'As agreed with the head of the office' };
  const twice = async (by: Person, method: string, path: string, body?: unknown): Promise<[Response, Response]> => {
    const headers = { 'Idempotency-Key': aKey() };
    await proveAgain(by);
    return [await by.send(method, path, body, headers), await by.send(method, path, body, headers)];
  };
  const marks = (answers: readonly Response[]) =>
    answers.map(({ status, headers }) => [status, headers.get('Idempotency-Replayed')]);
  const events = async (action: string, object: string): Promise<number> =>
    asRole(subject.database.ownerUrl, async (client) => {
      const { rows } = await client.query('SELECT FROM audit.event WHERE action = $1 AND object_id = $2', [action, object]);
      return rows.length;
    });
  it.each([
    ['POST', 'disable', because, 'user.disabled'],
    ['POST', 'enable', because, 'user.enabled'],
    ['PATCH', '', { role: 'operations_team', ...because }, 'user.role-changed'],
  ])('on an account is done once: %s %s', async (method, act, body, action) => {
    const id = person.id;
    const answers = await twice(admin, method, `/users/${id}${act === '' ? '' : `/${act}`}`, body);
    expect(marks(answers)).toEqual([
      [200, null],
      [200, 'true'],
    ]);
    expect(await answers[1].json()).toEqual(await answers[0].json());
    expect(await events(action, id)).toBe(1);
  });

  it('makes one password reset link, and reports that', async () => {
    const id = person.id;
    const answers = await twice(admin, 'POST', `/users/${id}/reset-password`, because);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    expect(await answers[1].json()).toMatchObject({ code: 'already-done' });
  });

  it('makes one backup, and returns that one, also to a client that waits', async () => {
    for (const path of ['/backup/create', '/backup/create?wait=true']) {
      const answers = await twice(admin, 'POST', path, {});
      const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id));
      expect(ids[1]).toBe(ids[0]);
      expect(answers[1].headers.get('Idempotency-Replayed')).toBe('true');
      expect(await events('backup.created', ids[0]!)).toBeLessThanOrEqual(2); // its announcement, and its end
      await expect.poll(async () => (await admin.ask<{ state: string }>('GET', `/backup/${ids[0]!}`)).state).toBe('finished');
    }
  });

  const anotherDecider = async (username: string, role: 'admin' | 'compliance_officer'): Promise<Person> => {
    const { id } = await aClient(subject, username);
    await asRole(subject.database.ownerUrl, (client) => client.query('UPDATE auth.user SET role = $2 WHERE id = $1', [id, role]));
    return aSessionOf(subject, username);
  };

  it('removes a second factor once', async () => {
    const { id } = person;
    await asRole(subject.database.ownerUrl, (client) =>
      client.query(
        `INSERT INTO auth.passkey (id, user_id, credential_id, public_key, counter, name, created_at)
         VALUES ($1, $2, 'c', 'k', 0, 'n', now())`,
        [uuidv7(Date.now()), id],
      ),
    );
    const identityCheck = 'Came in person with a passport';
    const answers = await twice(admin, 'POST', `/users/${id}/reset-mfa`, { ...because, identityCheck });
    expect(marks(answers)).toEqual([
      [200, null],
      [200, 'true'],
    ]);
    expect(await events('user.mfa-removed', id)).toBe(1);
  });

  it('asks once for the release of a hold', async () => {
    const officer = await anotherDecider('keeps.holds', 'compliance_officer');
    const hold = { scope: { auditMonths: { from: '2026-01' } }, matter: 'Case 7', reviewAt: '2040-01-01', ...because };
    const { id } = await officer.ask<{ id: string }>('POST', '/retention/holds', hold);
    const answers = await twice(officer, 'POST', `/retention/holds/${id}/release`, because);
    expect(marks(answers)).toEqual([
      [202, null],
      [202, 'true'],
    ]);
    const [first, second] = (await Promise.all(answers.map((answer) => answer.json()))) as { approval: { id: string } }[];
    expect(second!.approval.id).toBe(first!.approval.id);
    expect(await events('approval.requested', first!.approval.id)).toBe(1);
    expect((await admin.ask<{ items: object[] }>('GET', '/approvals?state=pending')).items).toHaveLength(1);
  });

  it('of two people is decided once, and answers as before', async () => {
    const second = await anotherDecider('second.admin', 'admin');
    const asked = await twice(admin, 'PATCH', `/users/${person.id}`, { role: 'compliance_officer', ...because });
    expect(marks(asked)).toEqual([
      [202, null],
      [202, 'true'],
    ]);
    const { approval } = (await asked[1].json()) as { approval: { id: string } };
    const decided = await twice(second, 'POST', `/approvals/${approval.id}/approve`, because);
    expect(marks(decided)).toEqual([
      [200, null],
      [200, 'true'],
    ]);
    expect(await decided[1].json()).toMatchObject({ id: approval.id, state: 'approved' });
    expect(await events('approval.approved', approval.id)).toBe(1);
  });
});

it.each([
  ['POST', '/auth/step-up', { password: goodPassword }],
  ['POST', '/auth/login', { username: 'first.admin', password: goodPassword }],
])('%s %s takes no key, and says so instead of passing it over', async (method, path, body) => {
  expect(await answerOf(person.send(method, path, body, { 'Idempotency-Key': aKey() }))).toEqual([
    400,
    'idempotency-key-not-taken',
  ]);
});

describe('a script', () => {
  it('with a token asks once, in one conversation, and reads the same answer', async () => {
    const { token } = await person.ask<{ token: string }>('POST', '/auth/tokens', {
      name: 'script',
      scopes: ['chat:converse'],
      expiresInDays: 1,
    });
    const key = aKey();
    const asks = (): Promise<Response> =>
      fetch(`${subject.url}/api/chat`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify({ message: 'How many?' }),
      });
    const [first, second] = [await asks(), await asks()];
    expect(second.headers.get('Idempotency-Replayed')).toBe('true');
    const [a, b] = [(await first.json()) as AnsweredOnce, (await second.json()) as AnsweredOnce];
    expect(b).toEqual(a);
    expect(a.message.content).toBe('Seven.');
    expect(await titles()).toEqual(['How many?']);
  });
});

describe('what is kept for a call', () => {
  it('is sealed, and holds neither the key nor the text', async () => {
    const key = aKey();
    await starts(key, 'Secret title');
    const text = await asRole(subject.database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ row: string }>(`SELECT row_to_json(c)::text AS row FROM platform.idempotent_call c`);
      return rows.map(({ row }) => row).join();
    });
    const hex = (word: string): string => Buffer.from(word).toString('hex');
    for (const word of [key, 'Secret title']) {
      expect(text).not.toContain(word);
      expect(text).not.toContain(hex(word));
    }
  });

  it('goes with the conversation that it was about', async () => {
    const key = aKey();
    const { id } = (await (await starts(key)).json()) as Conversation;
    await person.send('POST', `/chat/conversations/${id}/messages`, { content: 'How many?' }, { 'Idempotency-Key': aKey() });
    expect(await kept()).toHaveLength(2);
    await person.send('DELETE', `/chat/conversations/${id}`);
    expect(await kept()).toEqual([]);
  });

  it('is no secret that is shown once: a second call says only that it was done', async () => {
    const key = aKey();
    const creates = (): Promise<Response> =>
      person.send(
        'POST',
        '/auth/tokens',
        { name: 'once', scopes: ['chat:converse'], expiresInDays: 1 },
        { 'Idempotency-Key': key },
      );
    expect((await creates()).status).toBe(201);
    expect(await answerOf(creates())).toEqual([409, 'already-done']);
    expect((await kept()).map(({ answer }) => answer)).toEqual([null]);
    expect((await person.ask<{ items: object[] }>('GET', '/auth/tokens')).items).toHaveLength(1);
  });
});

it.each(['short', 'a key with spaces in it', 'x'.repeat(201)])('refuses %j as a key', async (key) =>
  expect(await answerOf(starts(key))).toEqual([400, 'invalid-idempotency-key']),
);
