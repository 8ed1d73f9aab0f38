import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { calmKnobs } from '../../../../../../test/support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../../../../../../test/support/model-server/model-server.js';
import type { ChatRequest, ProviderEvent } from '../llm-provider.js';
import { LangChainProvider } from './langchain.provider.js';
import { missingPackage, vendors, type VendorId } from './vendors.js';

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

describe.each(['azure', 'anthropic'] as const)('%s', (id) => {
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

  it('asks as the vendor wants to be asked, and says no more about this machine than it must', async () => {
    await eventsOf(providerOf(id));
    const { path, headers, body } = server.prompts.at(-1)!;
    const isAzure = id === 'azure';
    expect(path).toBe(isAzure ? '/openai/deployments/house%20model/chat/completions' : '/v1/messages');
    expect(headers[isAzure ? 'api-key' : 'x-api-key']).toBe(key);
    expect(Object.keys(headers).filter((name) => /stainless|user-agent|langchain/u.test(name))).toEqual([]);
    expect(body).toMatchObject({
      stream: true,
      temperature: 0.7,
      max_tokens: 2048,
      ...(isAzure ? { top_p: 0.9 } : { top_k: 40 }),
    });
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

  it('closes the connection when nobody reads on', async () => {
    server.set({ tokens: 1000, tokenMs: 5 });
    for await (const event of providerOf(id).chat(request, never)) if (event.type === 'token') break;
    await server.until((seen) => seen.at(-1)!.outcome === 'client-left');
  });

  it.each([
    ['length', id === 'azure' ? 'length' : 'max_tokens', 'length'],
    ['a filter', id === 'azure' ? 'content_filter' : 'refusal', 'filtered'],
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

  it('calls an error within the answer by its code, and tells its words to nobody', async () => {
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

  it('leaves a parameter out that the vendor refuses, and says so', async () => {
    server.set({ refusedParameters: ['temperature'], answer: 'Well.' });
    const provider = providerOf(id);
    const [start] = await eventsOf(provider);
    expect(start).toMatchObject({ leftOut: [id === 'azure' ? 'top_k' : 'top_p', 'temperature'] });
    expect(server.prompts.at(-1)!.body).not.toHaveProperty('temperature');
    server.forget();
    await eventsOf(provider);
    expect(server.prompts).toHaveLength(1);
  });

  it('takes the address as people copy it', async () => {
    const end = id === 'azure' ? '/openai/deployments/x/chat/completions?api-version=1' : '/v1/messages';
    expect((await eventsOf(providerOf(id, { baseUrl: `${server.url}${end}` }))).at(-1)).toEqual({ type: 'done', reason: 'stop' });
  });

  it('lists what can be chosen, or why that cannot be known', async () => {
    const names = (await providerOf(id).listModels(never)).map(({ name }) => name);
    expect(names).toEqual(id === 'azure' ? [] : ['house model']);
    expect(await providerOf(id).health(never)).toEqual({ isReachable: true, failure: null });
  });
});

it('says that Azure refuses a question for its content', async () => {
  server.set({ refusals: 1, refusalStatus: 400, refusalText: 'content_filter' });
  expect((await eventsOf(providerOf('azure'))).at(-1)).toEqual({ type: 'done', reason: 'filtered' });
});

it('says how a package is installed that is not there, and nothing of one that is', () => {
  expect(missingPackage(vendors.azure)).toBeNull();
  expect(missingPackage({ ...vendors.azure, package: '@langchain/not-there' })).toBe(
    'npm install --no-save --ignore-scripts @langchain/not-there@1.6.0',
  );
});

it('is tested with the versions that it tells people to install', () => {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: Record<string, string> };
  for (const vendor of Object.values(vendors)) expect(devDependencies[vendor.package]).toBe(vendor.version);
});
