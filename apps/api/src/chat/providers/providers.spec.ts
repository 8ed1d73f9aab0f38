import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../../../../../test/support/model-server/model-server.js';
import type { Knobs } from '../../../../../test/support/model-server/knobs.js';
import type { ChatRequest, LlmProvider, ProviderEvent } from './llm-provider.js';
import { OllamaProvider } from './ollama/ollama.provider.js';
import { OpenAiProvider } from './openai/openai.provider.js';

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer({ answer: 'Grüße an alle 🙂 漢字' });
});
afterEach(() => server.close());

const request: ChatRequest = {
  model: 'llama3.2:3b',
  messages: [{ role: 'user', content: 'Hello?' }],
  sampling: { temperature: 0.7, topP: 0.9, topK: 40, maxTokens: 2048 },
  contextTokens: 8192,
  allowsRemote: false,
  limits: { connect: 5_000, firstToken: 5_000, idle: 5_000, total: 5_000 },
};
const never = new AbortController().signal;

const providerOf = (id: string, url = server.url, headers = {}): LlmProvider => {
  const address = { baseUrl: url, headers, place: 'this-host' } as const;
  return id === 'ollama' ? new OllamaProvider(address, '10m') : new OpenAiProvider(address);
};
const eventsOf = async (provider: LlmProvider, asked = request, signal = never): Promise<ProviderEvent[]> => {
  const events: ProviderEvent[] = [];
  for await (const event of provider.chat(asked, signal)) events.push(event);
  return events;
};
const textOf = (events: readonly ProviderEvent[]): string =>
  events.map((event) => (event.type === 'token' ? event.text : '')).join('');
const impatient = (limits: Partial<ChatRequest['limits']>): ChatRequest => ({
  ...request,
  limits: { ...request.limits, ...limits },
});

describe.each(['ollama', 'openai'])('%s', (id) => {
  it.each<[string, Partial<Knobs>]>([
    ['as it comes', {}],
    ['split at every byte', { splitEveryByte: true }],
    ['with CR LF', { crlf: true }],
    ['compressed although not asked for', { gzip: true }],
    ['compressed and split', { gzip: true, splitEveryByte: true }],
    ['with the closing twice', { duplicateDone: true }],
    ['with pings', { firstTokenMs: 20, pingMs: 5 }],
    ['with a byte order mark', { bom: true, splitEveryByte: true }],
    ['with content as parts', { contentAs: 'parts' }],
    ['as one object instead of a stream', { wholeJson: 'line' }],
    ['as one object that is printed nicely', { wholeJson: 'pretty', bom: true }],
    ['as one object, split at every byte', { wholeJson: 'pretty', splitEveryByte: true }],
    ['after thoughts between tags', { answer: '<think>\nHm, 1 < 2.\n</think>\n\nGrüße an alle 🙂 漢字' }],
  ])('reads an answer %s', async (_case, knobs) => {
    server.set(knobs);
    const events = await eventsOf(providerOf(id));
    expect(textOf(events)).toBe('Grüße an alle 🙂 漢字');
    expect(events[0]).toMatchObject({ type: 'start', model: 'llama3.2:3b' });
    const usage = { type: 'usage', promptTokens: 6, answerTokens: expect.any(Number) as number };
    expect(events.slice(-2)).toEqual([usage, { type: 'done', reason: 'stop' }]);
  });

  it.each<[string, Partial<Knobs>, string]>([
    ['a tool call', { toolCall: true }, 'tool-call'],
    ['nothing', { answer: '' }, 'stop'],
  ])('says that %s alone came', async (_case, knobs, reason) => {
    server.set(knobs);
    const events = await eventsOf(providerOf(id));
    expect(textOf(events)).toBe('');
    expect(events.at(-1)).toEqual({ type: 'done', reason });
  });

  it.each<[string, Partial<Knobs>]>([
    ['an object as content', { contentAs: 'object' }],
    ['an object as content, in one piece', { contentAs: 'object', wholeJson: 'line' }],
    ['a web page with status 200', { html: true }],
  ])('calls %s malformed, once', async (_case, knobs) => {
    server.set(knobs);
    const events = await eventsOf(providerOf(id));
    expect(events.filter(({ type }) => type !== 'start')).toEqual([
      { type: 'error', code: 'answer-malformed', retryable: false },
    ]);
    expect(server.prompts).toHaveLength(1);
  });

  it.each([['top_k'], ['temperature', 'top_p', 'top_k']])(
    'asks again without %j, and remembers',
    async (...refusedParameters) => {
      server.set({ refusedParameters });
      const provider = providerOf(id);
      for (let answer = 1; answer <= 2; answer += 1) {
        const events = await eventsOf(provider);
        expect(events[0]).toMatchObject({ type: 'start', leftOut: refusedParameters });
        expect(textOf(events)).toBe('Grüße an alle 🙂 漢字');
        expect(server.prompts).toHaveLength(refusedParameters.length + answer);
      }
    },
  );

  it.each([
    ['CUDA error: out of memory', 'model-out-of-memory'],
    ['model requires more system memory (9.1 GiB) than is available (5.2 GiB)', 'model-out-of-memory'],
    ['unable to load model: /models/blobs/sha256-1234', 'model-cannot-load'],
    ['something else', 'model-failed'],
  ])('knows why the server failed: %s', async (refusalText, code) => {
    server.set({ refusals: 1, refusalStatus: 500, refusalText });
    expect(await eventsOf(providerOf(id))).toEqual([{ type: 'error', code, retryable: false }]);
    server.set({ errorAfterTokens: 1, errorText: refusalText });
    expect((await eventsOf(providerOf(id))).at(-1)).toEqual({ type: 'error', code, retryable: false });
  });

  it.each(['/', '//', '/v1', '/v1/'])('finds the server at an address that ends in %s', async (ending) => {
    const provider = providerOf(id, `${server.url}${ending}`);
    expect(await provider.health(never)).toEqual({ isReachable: true, failure: null });
    expect(textOf(await eventsOf(provider))).toBe('Grüße an alle 🙂 漢字');
  });

  it('reports that the answer reached its limit', async () => {
    server.set({ doneReason: 'length' });
    expect((await eventsOf(providerOf(id))).at(-1)).toEqual({ type: 'done', reason: 'length' });
  });

  it.each<[string, Partial<Knobs>, string]>([
    ['an error in mid-stream', { errorAfterTokens: 2 }, 'model-out-of-memory'],
    ['the end without a closing', { endWithoutDone: true }, 'answer-cut'],
    ['a line that is no JSON', { garbageLine: true }, 'answer-malformed'],
    ['a line beyond one mebibyte', { hugeLineBytes: 1_100_000 }, 'answer-malformed'],
    ['a connection that breaks', { cutAtByte: 400 }, 'answer-cut'],
  ])('keeps the text so far and reports %s', async (_case, knobs, code) => {
    server.set(knobs);
    const events = await eventsOf(providerOf(id));
    expect(textOf(events)).toMatch(/^Grüße/);
    expect(events.at(-1)).toEqual({ type: 'error', code, retryable: false });
  });

  it.each<[string, Partial<Knobs>, string]>([
    ['401', { bearer: 'secret' }, 'model-refused'],
    ['403', { refusals: 1, refusalStatus: 403 }, 'model-refused'],
    ['404', { refusals: 1, refusalStatus: 404 }, 'model-not-found'],
    ['429', { refusals: 1, refusalStatus: 429 }, 'model-busy'],
    ['500', { refusals: 1, refusalStatus: 500 }, 'model-failed'],
    ['a prompt that is too long', { contextLength: 2 }, 'prompt-too-long'],
  ])('reports %s without a second try', async (_case, knobs, code) => {
    server.set(knobs);
    expect(await eventsOf(providerOf(id))).toEqual([{ type: 'error', code, retryable: false }]);
    expect(server.prompts).toHaveLength(1);
  });

  it('retries twice when the server is busy, then reports it', async () => {
    server.set({ refusals: 2 });
    expect(textOf(await eventsOf(providerOf(id)))).toBe('Grüße an alle 🙂 漢字');
    server.set({ refusals: 3 });
    expect(await eventsOf(providerOf(id))).toEqual([{ type: 'error', code: 'model-busy', retryable: true }]);
    expect(server.prompts).toHaveLength(6);
  });

  it('reports a server that is not there', async () => {
    const gone = await startModelServer();
    await gone.close();
    expect(await eventsOf(providerOf(id, gone.url))).toEqual([{ type: 'error', code: 'model-unreachable', retryable: true }]);
  });

  it.each<[string, Partial<Knobs>, Partial<ChatRequest['limits']>, string]>([
    ['before the headers', { hang: 'before-headers' }, { firstToken: 40 }, 'model-silent'],
    ['before the first token', { hang: 'before-first-token' }, { firstToken: 40 }, 'model-silent'],
    ['pinging all the while', { firstTokenMs: 60_000, pingMs: 10 }, { firstToken: 60 }, 'model-silent'],
    ['in mid-answer', { hang: 'in-mid-answer' }, { idle: 40 }, 'model-silent'],
    ['for good', { tokenMs: 20 }, { total: 50 }, 'model-timeout'],
  ])('gives up on a model that is silent %s, and closes the connection', async (_case, knobs, limits, code) => {
    server.set(knobs);
    expect((await eventsOf(providerOf(id), impatient(limits))).at(-1)).toEqual({ type: 'error', code, retryable: false });
    await server.until((seen) => seen[0]?.outcome === 'client-left');
  });

  it.each(['before-headers', 'before-first-token', 'in-mid-answer'] as const)(
    'closes the connection when stopped %s',
    async (hang) => {
      server.set({ hang });
      const stop = new AbortController();
      const answer = eventsOf(providerOf(id), request, stop.signal);
      await server.until((seen) => seen[0] !== undefined && (hang !== 'in-mid-answer' || seen[0].tokensSent > 0));
      stop.abort();
      expect((await answer).at(-1)).toEqual({ type: 'done', reason: 'aborted' });
      await server.until((seen) => seen[0]?.outcome === 'client-left');
    },
  );

  it('stops one answer without touching another', async () => {
    server.set({ tokenMs: 5 });
    const provider = providerOf(id);
    const stop = new AbortController();
    const [stopped, other] = [eventsOf(provider, request, stop.signal), eventsOf(provider)];
    await server.until((seen) => seen.length === 2 && seen.every((one) => one.tokensSent > 0));
    stop.abort();
    expect((await stopped).at(-1)).toEqual({ type: 'done', reason: 'aborted' });
    expect((await other).at(-1)).toEqual({ type: 'done', reason: 'stop' });
  });

  it('does not ask at all when it was stopped before', async () => {
    expect(await eventsOf(providerOf(id), request, AbortSignal.abort())).toEqual([{ type: 'done', reason: 'aborted' }]);
    expect(server.prompts).toHaveLength(0);
  });

  it('refuses models that run on a foreign machine', async () => {
    const events = await eventsOf(providerOf(id), { ...request, model: 'gpt-oss:120b-cloud' });
    expect(events).toEqual([{ type: 'error', code: 'model-name-refused', retryable: false }]);
    expect(server.prompts).toHaveLength(0);
  });

  it('lists models, says whether the server is there, and sends extra headers', async () => {
    server.set({ bearer: 'proxy', models: ['llama3.2:3b', 'gpt-oss:120b-cloud', 'phi4:latest'] });
    const provider = providerOf(id, server.url, { authorization: 'Bearer proxy' });
    expect(await provider.health(never)).toEqual({ isReachable: true, failure: null });
    const models = await provider.listModels(never);
    expect(models.map(({ name, remoteHost }) => [name, remoteHost !== null])).toEqual([
      ['llama3.2:3b', false],
      ['gpt-oss:120b-cloud', true],
      ['phi4:latest', false],
    ]);
  });

  it('says why a server is not usable', async () => {
    server.set({ bearer: 'proxy' });
    expect(await providerOf(id).health(never)).toEqual({ isReachable: false, failure: 'model-refused' });
  });
});

describe('ollama', () => {
  it.each(['/api', '/api/', '/api/chat'])('finds the server at an address that ends in %s', async (ending) => {
    expect(textOf(await eventsOf(providerOf('ollama', `${server.url}${ending}`)))).toBe('Grüße an alle 🙂 漢字');
  });

  it('says of a model where else it runs, and breaks off when an answer comes from there', async () => {
    server.set({ remoteHost: 'https://ollama.example' });
    const provider = providerOf('ollama');
    expect(await provider.listModels(never)).toMatchObject([{ name: 'llama3.2:3b', remoteHost: 'https://ollama.example' }]);
    expect((await eventsOf(provider)).at(-1)).toEqual({ type: 'error', code: 'model-name-refused', retryable: false });
    const allowed = await eventsOf(provider, { ...request, allowsRemote: true });
    expect(allowed).toContainEqual({ type: 'remote', host: 'https://ollama.example' });
    expect(textOf(allowed)).toBe('Grüße an alle 🙂 漢字');
  });

  it('sends everything that keeps the context whole and the model loaded', async () => {
    await eventsOf(providerOf('ollama'));
    expect(server.prompts[0]?.body).toEqual({
      model: 'llama3.2:3b',
      messages: request.messages,
      stream: true,
      truncate: false,
      shift: false,
      think: false,
      keep_alive: '10m',
      options: { num_ctx: 8192, num_predict: 2048, temperature: 0.7, top_p: 0.9, top_k: 40 },
    });
  });

  it('knows the digest once the models were listed, and counts that were left out as unknown', async () => {
    server.set({ omitCounts: true });
    const provider = providerOf('ollama');
    await provider.listModels(never);
    const events = await eventsOf(provider);
    expect(events[0]).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(events).toContainEqual({ type: 'usage', promptTokens: null, answerTokens: null });
  });

  it('reports whether a model is loaded', async () => {
    server.set({ models: ['llama3.2:3b', 'phi4:latest'] });
    const provider = providerOf('ollama');
    expect(await provider.isLoaded('llama3.2:3b', never)).toBe(true);
    expect(await provider.isLoaded('phi4', never)).toBe(false);
  });

  it('uses one connection for many answers', async () => {
    const ports = new Set<number | undefined>();
    const counting = createServer((incoming, response) => {
      ports.add(incoming.socket.remotePort);
      incoming.resume().on('end', () => {
        response.writeHead(200, { 'content-type': 'application/x-ndjson' });
        response.end('{"message":{"content":"x"},"done":true}\n');
      });
    });
    await new Promise<void>((resolve) => counting.listen(0, '127.0.0.1', resolve));
    const provider = providerOf('ollama', `http://127.0.0.1:${(counting.address() as AddressInfo).port}`);
    for (let round = 0; round < 5; round += 1) {
      await eventsOf(provider);
      await nextTurn(); // the end of the body is read after the answer is done
    }
    counting.closeAllConnections();
    counting.close();
    expect(ports.size).toBe(1);
  });
});

describe('openai', () => {
  it.each<[string, Partial<Knobs>]>([
    ['an empty reason in every chunk', { finishReason: 'empty' }],
    ['no reason', { finishReason: 'none' }],
    ['single newlines between events', { singleNewlines: true }],
    ['single newlines, CR LF, split at every byte', { singleNewlines: true, crlf: true, splitEveryByte: true }],
  ])('reads an answer with %s', async (_case, knobs) => {
    server.set(knobs);
    const events = await eventsOf(providerOf('openai'));
    expect(textOf(events)).toBe('Grüße an alle 🙂 漢字');
    expect(events.at(-1)).toEqual({ type: 'done', reason: 'stop' });
  });

  it.each(['empty', 'none'] as const)('calls an answer cut that ends early where the reason is %s', async (finishReason) => {
    server.set({ finishReason, endWithoutDone: true });
    const events = await eventsOf(providerOf('openai'));
    expect(textOf(events)).toBe('Grüße an alle 🙂 漢字');
    expect(events.at(-1)).toEqual({ type: 'error', code: 'answer-cut', retryable: false });
  });

  it('reports that a filter ended the answer', async () => {
    server.set({ doneReason: 'content_filter' });
    expect((await eventsOf(providerOf('openai'))).at(-1)).toEqual({ type: 'done', reason: 'filtered' });
  });

  it.each(['empty', 'missing'] as const)('is available and answers when its list of models is %s', async (listing) => {
    server.set({ listing });
    const provider = providerOf('openai');
    expect(await provider.listModels(never)).toEqual([]);
    expect(await provider.health(never)).toEqual({ isReachable: true, failure: null });
    expect(textOf(await eventsOf(provider))).toBe('Grüße an alle 🙂 漢字');
  });

  it('is not there where neither the list nor the call is', async () => {
    expect(await providerOf('openai', `${server.url}/elsewhere`).health(never)).toEqual({
      isReachable: false,
      failure: 'not-a-model-server',
    });
  });

  it('asks with another name for the limit where the server wants that', async () => {
    server.set({ refusedParameters: ['max_tokens', 'stream_options'] });
    const events = await eventsOf(providerOf('openai'));
    expect(events[0]).toMatchObject({ leftOut: ['stream_options'] });
    expect(server.prompts.at(-1)?.body).toMatchObject({ max_completion_tokens: 2048 });
  });

  it('separates thinking from the answer', async () => {
    server.set({ thinking: 'Let me see' });
    const events = await eventsOf(providerOf('openai'));
    expect(events.flatMap((event) => (event.type === 'thinking' ? event.text : [])).join('')).toBe('Let me see');
    expect(textOf(events)).toBe('Grüße an alle 🙂 漢字');
  });

  it('asks for a stream with usage', async () => {
    await eventsOf(providerOf('openai'));
    expect(server.prompts[0]?.body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 2048,
      top_k: 40,
    });
  });
});
