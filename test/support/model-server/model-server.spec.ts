import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer, type ModelServerOptions } from './model-server.js';

let server: ModelServer;
const started = async (options: ModelServerOptions = {}): Promise<ModelServer> => (server = await startModelServer(options));
const question = { model: 'llama3.2:3b', messages: [{ role: 'user', content: 'Hello?' }] };
const post = (path: string, body: unknown, init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, { method: 'POST', body: JSON.stringify(body), ...init });

afterEach(() => server.close());

describe('Ollama format', () => {
  it('streams one JSON object a line and closes with done_reason and counts', async () => {
    await started({ answer: 'Hi there' });
    const response = await post('/api/chat', question);
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    expect(lines.map((line) => (line['message'] as { content: string }).content)).toEqual(['Hi', ' there', '']);
    expect(lines.at(-1)).toMatchObject({ done: true, done_reason: 'stop', eval_count: 2 });
  });

  it('answers in one object when stream is false', async () => {
    await started({ answer: 'Hi there' });
    const answer = await (await post('/api/chat', { ...question, stream: false })).json();
    expect(answer).toMatchObject({ message: { content: 'Hi there' }, done: true });
  });

  it.each([
    ['missing request body', 400, '', {}],
    [`model 'other' not found`, 404, { ...question, model: 'other' }, {}],
    [`"llama3.2:3b" does not support thinking`, 400, { ...question, think: true }, {}],
    ['server busy, please try again.  maximum pending requests exceeded', 503, question, { refusals: 1 }],
  ])('refuses with the text %s', async (text, status, body, knobs) => {
    await started(knobs);
    const response = await post('/api/chat', question, { body: body === '' ? '' : JSON.stringify(body) });
    expect([response.status, await response.json()]).toEqual([status, { error: text }]);
  });

  it('drops old messages silently unless configured otherwise', async () => {
    await started({ contextLength: 100 });
    const long = [{ role: 'user', content: 'x'.repeat(600) }, ...question.messages];
    expect((await post('/api/chat', { ...question, messages: long })).status).toBe(200);
    expect((await post('/api/chat', { ...question, messages: long, truncate: false })).status).toBe(400);
  });

  it('thinks first when the model can, unless asked not to', async () => {
    await started({ answer: 'Yes', thinking: 'Hm well' });
    expect(await (await post('/api/chat', question)).text()).toContain('"thinking":"Hm"');
    expect(await (await post('/api/chat', { ...question, think: false })).text()).not.toContain('thinking');
  });

  it('lists what it has, what is loaded and what a model can', async () => {
    await started({ models: ['a:1b', 'b:2b'] });
    expect(await (await fetch(server.url)).text()).toBe('Ollama is running');
    expect(await (await fetch(`${server.url}/api/tags`)).json()).toMatchObject({ models: [{ name: 'a:1b' }, { name: 'b:2b' }] });
    expect(await (await fetch(`${server.url}/api/ps`)).json()).toMatchObject({
      models: [{ name: 'a:1b', context_length: 8192 }],
    });
    expect(await (await post('/api/show', { model: 'b:2b' })).json()).toMatchObject({ capabilities: ['completion', 'tools'] });
  });

  it('embeds with length one, equal texts alike', async () => {
    await started();
    const { embeddings } = (await (
      await post('/api/embed', { model: 'llama3.2:3b', input: ['a cat', 'a cat', 'dogs'] })
    ).json()) as {
      embeddings: number[][];
    };
    expect(Math.hypot(...embeddings[0]!)).toBeCloseTo(1);
    expect(embeddings[0]).toEqual(embeddings[1]);
    expect(embeddings[0]).not.toEqual(embeddings[2]);
  });
});

describe('OpenAI format', () => {
  it('starts with null content and ends with usage without choices', async () => {
    await started({ answer: 'Hi there' });
    const response = await post('/v1/chat/completions', { ...question, stream: true, stream_options: { include_usage: true } });
    const events = (await response.text())
      .trim()
      .split('\n\n')
      .map((event) => event.replace('data: ', ''));
    expect(JSON.parse(events[0]!)).toMatchObject({ choices: [{ delta: { role: 'assistant', content: null } }] });
    expect(JSON.parse(events.at(-2)!)).toMatchObject({ choices: [], usage: { completion_tokens: 2 } });
    expect(events.at(-1)).toBe('[DONE]');
  });

  it('sends comments while the first token is awaited', async () => {
    await started({ firstTokenMs: 20, pingMs: 5 });
    expect(await (await post('/v1/chat/completions', { ...question, stream: true })).text()).toContain(': ping\n\n');
  });

  it('refuses a prompt that is too long before the stream starts', async () => {
    await started({ contextLength: 5 });
    const response = await post('/v1/chat/completions', { ...question, stream: true });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error: { type: 'exceed_context_size_error', n_ctx: 5 } },
    ]);
  });
});

describe('faults', () => {
  it('cuts the body at the configured byte', async () => {
    await started({ cutAtByte: 150 });
    const reader = (await post('/api/chat', question)).body!.getReader();
    let bytes = 0;
    const readAll = async (): Promise<void> => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) bytes += part.value.length;
    };
    await expect(readAll()).rejects.toThrow();
    expect(bytes).toBe(150);
  });

  it('reports an error in mid-stream with status 200 and no done', async () => {
    await started({ errorAfterTokens: 2, errorText: 'broken' });
    const lines = (await (await post('/api/chat', question)).text()).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe('{"error":"broken"}');
  });

  it('sends the same text byte by byte and compressed', async () => {
    await started({ answer: 'Ü 漢字 🙂', splitEveryByte: true, gzip: true });
    const response = await post('/api/chat', question);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const text = (await response.text())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { message: { content: string } }).message.content);
    expect(text.join('')).toBe('Ü 漢字 🙂');
  });

  it('notices that the client has left', async () => {
    await started({ hang: 'in-mid-answer' });
    const leave = new AbortController();
    const response = await post('/api/chat', question, { signal: leave.signal });
    await response.body!.getReader().read();
    leave.abort();
    await server.until((seen) => seen[0]?.outcome === 'client-left');
    expect(server.prompts[0]?.tokensSent).toBe(1);
  });

  it('lets requests wait for a slot and gives a waiting one up when its client leaves', async () => {
    await started({ parallel: 1, hang: 'before-first-token' });
    const [first, second] = [new AbortController(), new AbortController()];
    const one = post('/api/chat', question, { signal: first.signal }).then((response) => response.text());
    await server.until((seen) => seen.length === 1);
    const two = post('/api/chat', question, { signal: second.signal });
    await server.until((seen) => seen.length === 2);
    second.abort();
    await expect(two).rejects.toThrow();
    await server.until((seen) => seen[1]?.outcome === 'client-left');
    server.set({ hang: 'never' });
    const three = post('/api/chat', question).then((response) => response.text());
    await server.until((seen) => seen.length === 3);
    first.abort();
    await expect(one).rejects.toThrow();
    expect(await three).toContain('"done":true');
  });
});

describe('as a process', () => {
  it('runs from its TypeScript, takes knobs over HTTP and remembers prompts', async () => {
    await started();
    const child = spawn(process.execPath, [`${import.meta.dirname}/run.mjs`], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
      const url = /http:\S+/.exec(line)![0];
      await fetch(`${url}/__control/knobs`, { method: 'PUT', body: JSON.stringify({ answer: 'From afar' }) });
      const answer = await fetch(`${url}/api/chat`, { method: 'POST', body: JSON.stringify({ ...question, stream: false }) });
      expect(await answer.json()).toMatchObject({ message: { content: 'From afar' } });
      expect(await (await fetch(`${url}/__control/prompts`)).json()).toMatchObject([{ path: '/api/chat', body: question }]);
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    expect(child.exitCode).toBe(0);
  });
});
