import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../../../../../test/support/model-server/model-server.js';
import type { Knobs } from '../../../../../test/support/model-server/knobs.js';
import type { ChatRequest, LlmProvider, ProviderEvent } from './llm-provider.js';
import { OllamaProvider } from './ollama.provider.js';
import { OpenAiProvider } from './openai.provider.js';

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
  limits: { connect: 5_000, firstToken: 5_000, idle: 5_000, total: 5_000 },
};
const never = new AbortController().signal;

const providerOf = (id: string, url = server.url, headers = {}): LlmProvider => {
  const address = { baseUrl: url, headers };
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
  ])('reads an answer %s', async (_case, knobs) => {
    server.set(knobs);
    const events = await eventsOf(providerOf(id));
    expect(textOf(events)).toBe('Grüße an alle 🙂 漢字');
    expect(events[0]).toMatchObject({ type: 'start', model: 'llama3.2:3b' });
    expect(events.slice(-2)).toEqual([
      { type: 'usage', promptTokens: 6, answerTokens: 8 },
      { type: 'done', reason: 'stop' },
    ]);
  });

  it('tells that the answer reached its limit', async () => {
    server.set({ doneReason: 'length' });
    expect((await eventsOf(providerOf(id))).at(-1)).toEqual({ type: 'done', reason: 'length' });
  });

  it.each<[string, Partial<Knobs>, string]>([
    ['an error in mid-stream', { errorAfterTokens: 2 }, 'model-failed'],
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
    ['a web page with status 200', { html: true }, 'not-a-model-server'],
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

  it('tries twice more when the server is busy, then says so', async () => {
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
    const names = (await provider.listModels(never)).map((model) => model.name);
    expect(names).toEqual(['llama3.2:3b', 'phi4:latest']);
  });

  it('says why a server is not usable', async () => {
    server.set({ bearer: 'proxy' });
    expect(await providerOf(id).health(never)).toEqual({ isReachable: false, failure: 'model-refused' });
  });
});

describe('ollama', () => {
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

  it('tells whether a model is loaded', async () => {
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
  it('keeps thinking apart from the answer', async () => {
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
