import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { calmKnobs } from '../../../../../../test/support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../../../../../../test/support/model-server/model-server.js';
import type { ChatRequest, ProviderEvent } from '../llm-provider.js';
import { LangChainProvider } from './langchain.provider.js';
import { vendorIds, type VendorId } from '#contracts/chat/provider.js';
import { missingPackage, vendors } from './vendors/vendors.js';

const key = 'a key of nobody';
let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer({ ...calmKnobs, models: ['house model'], apiKey: key });
});
afterEach(() => server.close());

const request: ChatRequest = {
  model: 'house model',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hello?' },
  ],
  sampling: { temperature: 0.7, topP: 0.9, topK: 40, maxTokens: 2048 },
  contextTokens: 8192,
  allowsRemote: false,
  limits: { connect: 5_000, firstToken: 10_000, idle: 5_000, total: 20_000 },
};
const never = new AbortController().signal;
const providerOf = (id: VendorId, own: { baseUrl?: string; key?: string } = {}): LangChainProvider =>
  new LangChainProvider(id, { baseUrl: server.url, key, apiVersion: '2024-10-21', ...own }, 'outside');
const eventsOf = async (provider: LangChainProvider, asked = request, signal = never): Promise<ProviderEvent[]> => {
  const events: ProviderEvent[] = [];
  for await (const event of provider.chat(asked, signal)) events.push(event);
  return events;
};
const textOf = (events: readonly ProviderEvent[]): string =>
  events.map((event) => (event.type === 'token' ? event.text : '')).join('');
const failing = (code: string, retryable = false) => ({ type: 'error', code, retryable });

/** The request that each vendor gets, and the end of an address as its console shows it. */
const questions: Readonly<
  Record<VendorId, { path: string; header: string; alsoSent: string[]; body: object; copied: string; lists: boolean }>
> = {
  azure: {
    path: '/openai/deployments/house%20model/chat/completions',
    header: 'api-key',
    alsoSent: ['accept'],
    body: { stream: true, temperature: 0.7, max_tokens: 2048, top_p: 0.9 },
    copied: '/openai/deployments/x/chat/completions?api-version=1',
    lists: false,
  },
  anthropic: {
    path: '/v1/messages',
    header: 'x-api-key',
    alsoSent: ['accept', 'anthropic-version'],
    body: { stream: true, temperature: 0.7, max_tokens: 2048, top_k: 40 },
    copied: '/v1/messages',
    lists: true,
  },
  mistral: {
    path: '/v1/chat/completions',
    header: 'authorization',
    alsoSent: ['accept'],
    body: { stream: true, temperature: 0.7, max_tokens: 2048, top_p: 0.9 },
    copied: '/v1/chat/completions',
    lists: true,
  },
  google: {
    path: '/v1beta/models/house%20model:streamGenerateContent',
    header: 'x-goog-api-key',
    alsoSent: [],
    body: {
      generationConfig: { temperature: 0.7, topP: 0.9, topK: 40, maxOutputTokens: 2048 },
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
    },
    copied: '/v1beta/models/x:generateContent',
    lists: true,
  },
  bedrock: {
    path: '/model/house%20model/converse-stream',
    header: 'authorization',
    alsoSent: [],
    body: { inferenceConfig: { temperature: 0.7, maxTokens: 2048 }, system: [{ text: 'Be brief.' }] },
    copied: '/model/x/converse-stream',
    lists: false,
  },
};

describe.each(vendorIds)('%s', (id) => {
  it('gives the whole answer as it comes, with its counts and its end', async () => {
    server.set({ answer: 'Grüße 🙂 an alle.\n\nUnd mehr.', splitEveryByte: true });
    const events = await eventsOf(providerOf(id));
    expect(textOf(events)).toBe('Grüße 🙂 an alle.\n\nUnd mehr.');
    expect(events.filter(({ type }) => type === 'token').length).toBeGreaterThan(3);
    expect(events[0]).toMatchObject({ type: 'start', model: 'house model', digest: null });
    expect(events.at(-2)).toEqual({
      type: 'usage',
      promptTokens: expect.any(Number) as number,
      answerTokens: server.prompts.at(-1)!.tokensSent,
    });
    expect(events.at(-1)).toEqual({ type: 'done', reason: 'stop' });
  });

  it('sends the request format of the vendor, and no more about this machine than it must', async () => {
    await eventsOf(providerOf(id));
    const { path, headers, body } = server.prompts.at(-1)!;
    const asked = questions[id];
    expect(path).toBe(asked.path);
    expect(headers[asked.header]).toBe(asked.header === 'authorization' ? `Bearer ${key}` : key);
    expect(Object.keys(headers).sort()).toEqual(
      [...asked.alsoSent, asked.header, 'accept-encoding', 'connection', 'content-length', 'content-type', 'host'].sort(),
    );
    expect(body).toMatchObject(asked.body);
  });

  it('closes the connection when the answer is stopped', async () => {
    server.set({ tokens: 1000, tokenMs: 5 });
    const stop = new AbortController();
    const events: ProviderEvent[] = [];
    for await (const event of providerOf(id).chat(request, stop.signal)) {
      events.push(event);
      if (event.type === 'token') stop.abort();
    }
    expect(events.at(-1)).toEqual({ type: 'done', reason: 'aborted' });
    await server.until((seen) => seen.at(-1)!.outcome === 'client-left');
  });

  it('closes the connection when the consumer stops early', async () => {
    server.set({ tokens: 1000, tokenMs: 5 });
    for await (const event of providerOf(id).chat(request, never)) if (event.type === 'token') break;
    await server.until((seen) => seen.at(-1)!.outcome === 'client-left');
  });

  it.each([
    ['length', id === 'anthropic' ? 'max_tokens' : 'length', 'length'],
    ['a filter', id === 'anthropic' ? 'refusal' : 'content_filter', 'filtered'],
  ] as const)('says that %s ended it', async (_case, doneReason, reason) => {
    server.set({ doneReason });
    expect((await eventsOf(providerOf(id))).at(-1)).toEqual({ type: 'done', reason });
  });

  it.each([
    ['a wrong key', {}, { key: 'wrong' }, 'model-refused'],
    ['a model that is not there', { models: ['another'] }, {}, 'model-not-found'],
    ['too long a prompt', { contextLength: 1 }, {}, 'prompt-too-long'],
    ['an error of the server', { refusals: 1, refusalStatus: 500 }, {}, 'model-failed'],
    ['too many requests', { refusals: 1, refusalStatus: 429 }, {}, 'model-busy'],
    ['a web page', { html: true }, {}, 'answer-malformed'],
    ['a line that is no JSON', { garbageLine: true }, {}, 'answer-malformed'],
    ['an endless line', { hugeLineBytes: 3_000_000 }, {}, 'answer-malformed'],
    ['a broken connection', { cutAtByte: 900 }, {}, 'answer-cut'],
    ['an answer without its end', { endWithoutDone: true }, {}, 'answer-cut'],
  ] as const)('calls %s by its code', async (_case, knobs, own, code) => {
    server.set(knobs);
    expect((await eventsOf(providerOf(id, own))).at(-1)).toEqual(failing(code));
  });

  it('tries again while the server is busy, and only then', async () => {
    server.set({ refusals: 2, refusalStatus: 503, answer: 'There.' });
    expect(textOf(await eventsOf(providerOf(id)))).toBe('There.');
    expect(server.prompts).toHaveLength(3);
    server.forget();
    server.set({ refusals: 1, refusalStatus: 500 });
    await eventsOf(providerOf(id));
    expect(server.prompts).toHaveLength(1);
  });

  it('reports an error within the answer by its code, never by its text', async () => {
    const said = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level));
    for (const knobs of [
      { errorAfterTokens: 2, errorText: 'a secret of the server' },
      { errorAfterTokens: null, garbageLine: true },
    ]) {
      server.set(knobs);
      const events = await eventsOf(providerOf(id));
      expect(events.at(-1)).toMatchObject({ type: 'error' });
      expect(JSON.stringify(events)).not.toContain('secret');
    }
    expect(said.flatMap(({ mock }) => mock.calls)).toEqual([]);
    vi.restoreAllMocks();
  });

  it('says that nothing answers at an address', async () => {
    await server.close();
    expect((await eventsOf(providerOf(id))).at(-1)).toEqual(failing('model-unreachable', true));
    server = await startModelServer();
  });

  it('ends an answer that has gone silent, by our own limits', async () => {
    server.set({ hang: 'in-mid-answer' });
    const limits = { ...request.limits, idle: 100 };
    expect((await eventsOf(providerOf(id), { ...request, limits })).at(-1)).toEqual(failing('model-silent'));
    await server.until((seen) => seen.at(-1)!.outcome === 'client-left');
  });

  it('omits a parameter that the vendor refuses, and reports it', async () => {
    server.set({ refusedParameters: ['temperature'], answer: 'Well.' });
    const provider = providerOf(id);
    const [start] = await eventsOf(provider);
    expect(start).toMatchObject({ leftOut: [...vendors[id].unknown, 'temperature'] });
    expect(JSON.stringify(server.prompts.at(-1)!.body)).not.toContain('temperature');
    server.forget();
    await eventsOf(provider);
    expect(server.prompts).toHaveLength(1);
  });

  it('takes the address as people copy it', async () => {
    const baseUrl = `${server.url}${questions[id].copied}`;
    expect((await eventsOf(providerOf(id, { baseUrl }))).at(-1)).toEqual({ type: 'done', reason: 'stop' });
  });

  it('lists what can be chosen, or why that cannot be known', async () => {
    const names = (await providerOf(id).listModels(never)).map(({ name }) => name);
    expect(names).toEqual(questions[id].lists ? ['house model'] : []);
    expect(await providerOf(id).health(never)).toEqual({ isReachable: true, failure: null });
  });
});

it('says that Azure refuses a question for its content', async () => {
  server.set({ refusals: 1, refusalStatus: 400, refusalText: 'content_filter' });
  expect((await eventsOf(providerOf('azure'))).at(-1)).toEqual({ type: 'done', reason: 'filtered' });
});

it('says that Gemini holds a question back', async () => {
  server.set({ blocked: true });
  expect((await eventsOf(providerOf('google'))).at(-1)).toEqual({ type: 'done', reason: 'filtered' });
});

it.each([
  ['/v1/projects/p/locations/europe-west4', '/v1/projects/p/locations/europe-west4/publishers/google/models/house%20model'],
  [
    '/v1/projects/p/locations/l/publishers/google/models/x:y',
    '/v1/projects/p/locations/l/publishers/google/models/house%20model',
  ],
])('asks Vertex AI at %s', async (path, asked) => {
  const provider = providerOf('google', { baseUrl: `${server.url}${path}` });
  expect((await eventsOf(provider)).at(-1)).toEqual({ type: 'done', reason: 'stop' });
  expect(server.prompts.at(-1)!.path).toBe(`${asked}:streamGenerateContent`);
  expect(await provider.listModels(never)).toEqual([]);
});

it.each(['google', 'bedrock'] as const)('separates the thinking of a model of %s from its answer', async (id) => {
  server.set({ thinking: 'Hm, well.', answer: 'Yes.' });
  const events = await eventsOf(providerOf(id));
  expect(textOf(events)).toBe('Yes.');
  expect(events.map((event) => (event.type === 'thinking' ? event.text : '')).join('')).toBe('Hm, well.');
});

it('says how a package is installed that is not there, and nothing of one that is', () => {
  expect(missingPackage(vendors.azure)).toBeNull();
  expect(missingPackage({ ...vendors.azure, package: '@langchain/not-there' })).toBe(
    'npm install --no-save --ignore-scripts @langchain/not-there@1.6.0',
  );
});

it('is tested with the versions that the installation hint names', () => {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: Record<string, string> };
  for (const vendor of Object.values(vendors)) expect(devDependencies[vendor.package]).toBe(vendor.version);
});
