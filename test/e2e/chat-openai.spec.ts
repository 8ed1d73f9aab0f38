import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { Admission } from '../../apps/api/src/chat/generation/queue/admission.js';
import { AccountsRepository } from '../../apps/api/src/auth/account/accounts.repository.js';
import { anApp, type TestApp } from '../support/app.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, aTokenOf, theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

const model = 'llama3.2:3b';
const embeddingModel = 'all-MiniLM-L6-v2';
const messages = [{ role: 'user' as const, content: 'How are you?' }];

let server: ModelServer;
let subject: TestApp;
let person: Person;
let token: string;
let client: OpenAI;

beforeAll(async () => {
  server = await startModelServer();
  subject = await anApp({
    environment: {
      OLLAMA_BASE_URL: server.url,
      CHAT_MAN__CHAT__PARALLEL: '1',
      CHAT_MAN__CHAT__QUEUEPERPERSON: '1',
      CHAT_MAN__RETRIEVAL__MEANING: 'auto',
    },
    knowledge: '# Guide\n\n## Backups\n\nBackups run at night.\n',
  });
  await theFirstAdmin(subject);
  person = await aClient(subject, 'program.owner');
  token = await aTokenOf(subject, person, ['chat:converse']);
  client = clientWith(token);
});
beforeEach(() => {
  server.set({ ...calmKnobs, answer: 'Very well, thank you.' });
  server.forget();
});
afterAll(() => server.close());

function clientWith(apiKey: string): OpenAI {
  return new OpenAI({ baseURL: `${subject.url}/v1`, apiKey, maxRetries: 0 });
}

function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = { Authorization: `Bearer ${token}` }) {
  const json = { 'Content-Type': 'application/json', ...headers };
  return fetch(`${subject.url}/v1${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) });
}

async function refusalOf(response: Response): Promise<object> {
  const { error } = (await response.json()) as { error: { type: string; param: string | null; code: string; message: string } };
  expect(error.message).toMatch(/^[A-Z].{10}/);
  return { status: response.status, type: error.type, param: error.param, code: error.code };
}

const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  );
async function all<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of stream) items.push(item);
  return items;
}
const asked = () => server.prompts.filter(({ path }) => path === '/api/chat');
const bodyOf = (at = 0) => asked().at(at)!.body as { messages: unknown[]; options: Record<string, unknown> };

interface Event {
  readonly outcome: string;
  readonly reason: string | null;
  readonly actor: string;
}
/** Of the newest answer: how it was announced and how it ended. */
const lastEvents = () =>
  asRole(subject.database.ownerUrl, async (db) => {
    const { rows } = await db.query<Event & { object: string }>(
      `SELECT outcome, reason, actor, object_id AS object FROM audit.event WHERE action = 'completion.answered' ORDER BY xid, seq`,
    );
    return rows
      .filter(({ object }) => object === rows.at(-1)?.object)
      .map(({ outcome, reason, actor }) => ({ outcome, reason, actor }));
  });

const embeddingEvents = () =>
  asRole(subject.database.ownerUrl, async (db) => {
    const { rows } = await db.query<Event>(`SELECT outcome FROM audit.event WHERE action = 'embeddings.made' ORDER BY xid, seq`);
    return rows.map(({ outcome }) => outcome);
  });

describe('the official client', () => {
  it('lists the models and finds one by its name', async () => {
    const { data } = await client.models.list();
    expect(data).toEqual([
      { id: model, object: 'model', created: 0, owned_by: 'ollama', place: 'this-host' },
      { id: embeddingModel, object: 'model', created: 0, owned_by: 'embeddings', place: 'this-host' },
    ]);
    expect(await client.models.retrieve(model)).toMatchObject({ id: model });
    expect(await failureOf(client.models.retrieve('gpt-4'))).toMatchObject({ status: 404, code: 'model_not_found' });
  });

  it('gets vectors of texts, as numbers or packed, of long ones as a whole', async () => {
    const input = ['Physicians are paid monthly.', 'Doctors get their wages every month.', 'The bus is late. '.repeat(400)];
    const made = await client.embeddings.create({ model: embeddingModel, input });
    const [one, two, other] = made.data.map(({ embedding }) => embedding);
    const similarity = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
    expect(made.data.map(({ index, embedding }) => [index, embedding.length])).toEqual([0, 1, 2].map((index) => [index, 384]));
    expect(similarity(one!, one!)).toBeCloseTo(1, 4);
    expect(similarity(one!, two!)).toBeGreaterThan(0.6);
    expect(similarity(one!, other!)).toBeLessThan(0.3);
    expect(made.usage.prompt_tokens).toBeGreaterThan(1000);
    const plain = await client.embeddings.create({ model: embeddingModel, input: input[0]!, encoding_format: 'float' });
    expect(similarity(plain.data[0]!.embedding, one!)).toBeCloseTo(1, 4);
    expect(await embeddingEvents()).toEqual(['intent', 'success', 'intent', 'success']);
  }, 120_000);

  it('is refused vectors of another model, shortened ones, and those of nothing', async () => {
    const make = (body: object) => failureOf(client.embeddings.create({ model: embeddingModel, input: 'x', ...body } as never));
    expect(await make({ model })).toMatchObject({ status: 404, code: 'model_not_found' });
    expect(await make({ dimensions: 64 })).toMatchObject({ status: 400, code: 'unsupported_parameter', param: 'dimensions' });
    for (const input of ['', [], [1, 2], 'x'.repeat(8_001)]) expect(await make({ input })).toMatchObject({ status: 400 });
    expect(await failureOf(client.chat.completions.create({ model: embeddingModel, messages }))).toMatchObject({ status: 404 });
  });

  it('gets an answer as a whole, with its usage', async () => {
    const completion = await client.chat.completions.create({ model, messages });
    expect(completion).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-[0-9a-f-]{36}$/) as string,
      object: 'chat.completion',
      model,
      choices: [{ index: 0, message: { role: 'assistant', content: 'Very well, thank you.' }, finish_reason: 'stop' }],
    });
    expect(completion.created).toBeCloseTo(Date.now() / 1000, -2);
    const { prompt_tokens, completion_tokens, total_tokens } = completion.usage!;
    expect([completion_tokens, total_tokens]).toEqual([6, prompt_tokens + 6]);
    expect(await lastEvents()).toEqual([
      { outcome: 'intent', reason: null, actor: person.id },
      { outcome: 'success', reason: null, actor: person.id },
    ]);
  });

  it('gets an answer as a stream, with the usage in the end', async () => {
    const stream = await client.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = await all(stream);
    expect(chunks[0]!.choices[0]!.delta).toEqual({ role: 'assistant', content: '' });
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('Very well, thank you.');
    expect(chunks.at(-2)!.choices[0]!.finish_reason).toBe('stop');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 6 } });
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });

  it('has what it asks for passed on to the model, after the organisation’s limits', async () => {
    const content = [{ type: 'text' as const, text: 'How are you?' }];
    await client.chat.completions.create({
      model,
      messages: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content },
      ],
      ...{
        temperature: 0.1,
        top_p: 0.5,
        seed: 7,
        max_completion_tokens: 20,
        stop: ['\n\n'],
        user: 'u',
        store: true,
        metadata: { a: 'b' },
      },
    });
    expect(bodyOf().messages).toEqual([{ role: 'system', content: 'Be brief.' }, messages[0]]);
    expect(bodyOf().options).toMatchObject({ temperature: 0.1, top_p: 0.5, seed: 7, num_predict: 20, stop: ['\n\n'] });
    await client.chat.completions.create({ model, messages, max_tokens: 1_000_000 });
    expect(bodyOf(1).options).toMatchObject({ num_predict: 2048 });
  });

  it('reads no further than a stop sequence, also where the server knows none', async () => {
    const { choices } = await client.chat.completions.create({ model, messages, stop: [', tha'] });
    expect(choices[0]).toMatchObject({ message: { content: 'Very well' }, finish_reason: 'stop' });
  });

  it('learns that an answer was cut off by its length', async () => {
    server.set({ doneReason: 'length' });
    const { choices } = await client.chat.completions.create({ model, messages, max_tokens: 3 });
    expect(choices[0]!.finish_reason).toBe('length');
  });

  it.each([true, false])('stops the model when it leaves (stream: %s)', async (stream) => {
    server.set({ hang: 'in-mid-answer' });
    const stop = new AbortController();
    const answering = failureOf(
      (async () => {
        const answer = await client.chat.completions.create({ model, messages, stream }, { signal: stop.signal });
        if (Symbol.asyncIterator in answer) for await (const chunk of answer) if (chunk.choices[0]!.delta.content) stop.abort();
      })(),
    );
    await server.until((seen) => seen.some(({ tokensSent }) => tokensSent > 0));
    if (!stream) stop.abort();
    await server.until((seen) => seen.some(({ outcome }) => outcome === 'client-left'));
    await answering;
    await expect.poll(lastEvents).toMatchObject([{ outcome: 'intent' }, { outcome: 'failed', reason: 'stopped' }]);
  });

  it('meets errors as its own classes', async () => {
    const { create } = { create: (more: object) => client.chat.completions.create({ model, messages, ...more }) };
    expect(await failureOf(clientWith('cm_wrong').models.list())).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(await failureOf(create({ model: 'gpt-4' }))).toBeInstanceOf(OpenAI.NotFoundError);
    expect(await failureOf(create({ tools: [{ type: 'function', function: { name: 'f' } }] }))).toBeInstanceOf(
      OpenAI.BadRequestError,
    );
    server.set({ refusals: 9, refusalStatus: 500 });
    expect(await failureOf(create({}))).toBeInstanceOf(OpenAI.InternalServerError);
    expect(await lastEvents()).toMatchObject([{ outcome: 'intent' }, { outcome: 'failed', reason: 'model-failed' }]);
  });

  it('takes an answer that breaks off for an error, and never for a whole one', async () => {
    server.set({ cutAtByte: 700, tokens: 40, answer: null });
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    const reasons: unknown[] = [];
    const reading = (async () => {
      for await (const { choices } of stream) reasons.push(choices[0]!.finish_reason);
    })();
    expect(await failureOf(reading)).toMatchObject({ code: 'answer-cut', type: 'server_error' });
    expect(reasons.length).toBeGreaterThan(1);
    expect(new Set(reasons)).toEqual(new Set([null]));
  });
});

describe('on the wire', () => {
  it('a stream is data lines: the role, the text, the reason, and [DONE]', async () => {
    server.set({ answer: 'Yes' });
    const response = await post('/chat/completions', { model, messages, stream: true });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const lines = (await response.text()).split('\n\n');
    expect(lines.slice(-2)).toEqual(['data: [DONE]', '']);
    const choices = lines
      .slice(0, -2)
      .map((line) => (JSON.parse(line.replace(/^data: /, '')) as { choices: object[] }).choices[0]);
    const choice = { index: 0, logprobs: null, finish_reason: null };
    expect(choices).toEqual([
      { ...choice, delta: { role: 'assistant', content: '' } },
      { ...choice, delta: { content: 'Yes' } },
      { ...choice, delta: {}, finish_reason: 'stop' },
    ]);
  });

  it.each([
    [{ messages }, 'invalid_request_error', 'model', 'invalid-request'],
    [{ model, messages: [] }, 'invalid_request_error', 'messages', 'invalid-request'],
    [{ model, messages, temperature: 3 }, 'invalid_request_error', 'temperature', 'invalid-request'],
    [{ model, messages, n: 2 }, 'invalid_request_error', 'n', 'unsupported_parameter'],
    [
      { model, messages: [{ role: 'user', content: 'word '.repeat(9_000) }] },
      'invalid_request_error',
      null,
      'context_length_exceeded',
    ],
  ])('%o is answered with 400', async (body, type, param, code) => {
    expect(await refusalOf(await post('/chat/completions', body))).toEqual({ status: 400, type, param, code });
    expect(asked()).toEqual([]);
  });

  it('needs a token with the permission to chat, and no session', async () => {
    const body = { model, messages };
    const narrow = await aTokenOf(subject, person, ['account:own']);
    const bearer = (each: string) => ({ Authorization: `Bearer ${each}` });
    expect(await refusalOf(await post('/chat/completions', body, {}))).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(await refusalOf(await post('/chat/completions', body, bearer('sk-other')))).toMatchObject({ status: 401 });
    expect(await refusalOf(await post('/chat/completions', body, bearer(narrow)))).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    expect(await refusalOf(await post('/chat/completions', body, { Cookie: person.cookie }))).toMatchObject({
      status: 403,
      type: 'permission_error',
      code: 'needs-token',
    });
    expect(asked()).toEqual([]);
  });

  it('says 503 and when to come back while the model server is busy', async () => {
    server.set({ refusals: 9, refusalStatus: 503 });
    const response = await post('/chat/completions', { model, messages, stream: true });
    expect([response.headers.get('retry-after'), await refusalOf(response)]).toMatchObject([
      '5',
      { status: 503, code: 'model-busy' },
    ]);
  });
});

describe('limits', () => {
  it('refuses what one person asks beyond their places in the queue with 429', async () => {
    server.set({ hang: 'before-first-token' });
    const stop = new AbortController();
    const first = failureOf(client.chat.completions.create({ model, messages }, { signal: stop.signal }));
    await server.until((seen) => seen.some(({ path }) => path === '/api/chat'));
    const second = failureOf(client.chat.completions.create({ model, messages }, { signal: stop.signal }));
    await expect.poll(() => subject.app.get(Admission).waiting).toBe(1);
    const refused = await post('/chat/completions', { model, messages });
    expect([refused.headers.get('retry-after'), await refusalOf(refused)]).toMatchObject([
      '10',
      { status: 429, code: 'too-many-waiting' },
    ]);
    stop.abort();
    await Promise.all([first, second]);
    await expect.poll(lastEvents).toMatchObject([{ outcome: 'intent' }, { outcome: 'failed' }]);
  });

  it('counts requests for each minute', async () => {
    const strict = await anApp({ beside: subject, environment: { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '20' } });
    try {
      const statuses: number[] = [];
      let last: Response | undefined;
      for (let sent = 0; sent < 21; sent += 1) {
        last = await fetch(`${strict.url}/v1/models`);
        statuses.push(last.status);
      }
      expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
      expect(Number(last!.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refusalOf(last!)).toMatchObject({ type: 'rate_limit_error', code: 'rate_limit_exceeded' });
    } finally {
      await strict.close();
    }
  });

  it('asks no model while the processing of the owner’s data is restricted', async () => {
    const other = await aClient(subject, 'restricted.owner');
    const theirs = await aTokenOf(subject, other, ['chat:converse']);
    await asRole(subject.database.ownerUrl, (db) => db.query('UPDATE auth.user SET restricted = true WHERE id = $1', [other.id]));
    const failure = await failureOf(clientWith(theirs).chat.completions.create({ model, messages }));
    expect(failure).toMatchObject({ status: 403, code: 'processing-restricted' });
    expect(asked()).toEqual([]);
  });

  it('ends a stream whose owner has been disabled', async () => {
    const other = await aClient(subject, 'leaving.owner');
    const theirs = await aTokenOf(subject, other, ['chat:converse']);
    server.set({ hang: 'in-mid-answer' });
    const stream = await clientWith(theirs).chat.completions.create({ model, messages, stream: true });
    const { app } = subject;
    await app.get(Transactions).run((tx) => app.get(AccountsRepository).setState(tx, other.id, 'disabled'));
    expect(await failureOf(all(stream))).toMatchObject({ code: 'invalid_api_key' });
    await server.until((seen) => seen.some(({ outcome }) => outcome === 'client-left'));
    expect(await lastEvents()).toMatchObject([{ outcome: 'intent' }, { outcome: 'failed', reason: 'unauthenticated' }]);
  });
});

describe('what is asked and answered here', () => {
  it('is in no row of any table and in no line of the log, whatever came of it', async () => {
    const [question, answer] = ['zqxcanaryaskedwv', 'zqxcanaryansweredwv'];
    const canaries = [{ role: 'user' as const, content: question }];
    server.set({ answer: `Well, ${answer} it is, all things considered.` });
    await client.chat.completions.create({ model, messages: canaries });
    await all(await client.chat.completions.create({ model, messages: canaries, stream: true }));
    server.set({ errorAfterTokens: 4, errorText: answer });
    await failureOf(client.chat.completions.create({ model, messages: canaries }));
    await post('/chat/completions', { model: question, messages: canaries, n: question, [question]: answer });
    await failureOf(client.chat.completions.create({ model: question, messages: canaries }));
    expect(JSON.stringify(asked())).toContain(question);
    expect(JSON.stringify(asked())).not.toContain('Backups run');

    const found = await asRole(subject.database.superuserUrl, async (db) => {
      const { rows } = await db.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
      );
      expect(rows.length).toBeGreaterThan(15);
      const tables: string[] = [];
      for (const { name } of rows) {
        const hits = await db.query(`SELECT 1 FROM ${name} AS row WHERE row::text ILIKE ANY ($1) LIMIT 1`, [
          [`%${question}%`, `%${answer}%`],
        ]);
        if (hits.rows.length > 0) tables.push(name);
      }
      return tables;
    });
    expect(found).toEqual([]);
    expect(subject.logged()).not.toMatch(/zqxcanary/);
    const { rows } = await asRole(subject.database.ownerUrl, (db) =>
      db.query('SELECT 1 FROM chat.message UNION ALL SELECT 1 FROM chat.conversation'),
    );
    expect(rows).toEqual([]);
  });
});

describe('docs/openai-api.md', () => {
  it('shows calls that work as they are written', async () => {
    const [, script] = /```bash\n([\s\S]*?)```/.exec(readFileSync('docs/openai-api.md', 'utf8'))!;
    const run = promisify(execFile)('bash', ['-euc', script!], { env: { ...process.env, URL: subject.url, TOKEN: token } });
    const { stdout } = await run;
    expect(stdout).toContain('"object":"list"');
    expect(stdout).toContain('"content":"Very well, thank you."');
    expect(stdout).toContain('data: [DONE]');
  });
});
