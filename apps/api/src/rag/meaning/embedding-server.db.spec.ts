import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDatabase } from '../../../../../test/support/database.js';
import { aKnowledgeBase, aReader, type TestKnowledge } from '../../../../../test/support/knowledge.js';
import { startModelServer, type ModelServer } from '../../../../../test/support/model-server/model-server.js';

const database = await aDatabase();
const open: TestKnowledge[] = [];
let server: ModelServer;
let included: TestKnowledge;
let collection: string;

/** Its vectors point to the words of a text, so a passage is near a question with the same words. */
const embeddings = (kind: 'ollama' | 'openai', model: string, more: object = {}) => ({
  kind,
  model,
  baseUrl: server.url,
  leastSimilarity: 0.2,
  ...more,
});

async function aBase(settings?: object): Promise<TestKnowledge> {
  const base = await aKnowledgeBase({
    runtimeUrl: database.runtimeUrl,
    meaning: 'auto',
    ...(settings === undefined ? {} : { embeddings: settings }),
  });
  open.push(base);
  return base;
}

beforeAll(async () => {
  server = await startModelServer({ models: ['bge-m3', 'other-model'] });
  included = await aBase();
  collection = await included.addCollection(['external_client']);
  await included.addDocument(collection, 'Der Schlüssel liegt beim Pförtner im Erdgeschoss.', 'Schlüssel');
  await included.addDocument(collection, 'Physicians are paid at the end of every month.', 'Salaries');
});
afterAll(async () => {
  for (const base of open) {
    await base.embedder.beforeApplicationShutdown();
    await base.close();
  }
  await server.close();
});

const models = async (): Promise<string[]> =>
  (await included.database.query<{ model: string }>('SELECT DISTINCT model FROM rag.vector_block ORDER BY 1')).map(({ model }) =>
    model.replace(/@[0-9a-f]{12}$/u, '@…'),
  );
const similarities = async (base: TestKnowledge, question: string): Promise<(number | null)[]> =>
  (await base.retrieval.passagesFor(aReader('external_client'), { question })).map(({ similarity }) => similarity);

describe('the embedding model of a server', { timeout: 120_000 }, () => {
  it('embeds every language; the vectors before it are used until it is done', async () => {
    expect(await included.embedding.embedAll()).toBe(1);
    expect(await models()).toEqual(['all-MiniLM-L6-v2/fp16']);
    const served = await aBase(embeddings('ollama', 'bge-m3', { passagePrefix: 'passage: ' }));
    expect((await similarities(served, 'When are physicians paid?'))[0]).toBeGreaterThan(0.5);
    expect(server.prompts.filter(({ path }) => path === '/api/embed')).toEqual([]);

    expect(await served.embedding.embedAll()).toBe(2);
    expect(await models()).toEqual(['ollama/bge-m3@…']);
    const again = await aBase(embeddings('ollama', 'bge-m3'));
    expect((await similarities(again, 'Wo liegt der Schlüssel?'))[0]).toBeGreaterThan(0.2);
    const [asked] = server.prompts.filter(({ path }) => path === '/api/embed').map(({ body }) => body as { input: string[] });
    expect(asked!.input[0]).toMatch(/^passage: /);
  });

  it('embeds again with another model, by OpenAI’s API too', async () => {
    const other = await aBase(embeddings('openai', 'other-model', { baseUrl: `${server.url}/v1` }));
    expect(await other.embedding.embedAll()).toBe(2);
    expect(await models()).toEqual(['openai/other-model']);
    expect(await other.embedding.embedAll()).toBe(0);
  });

  it('leaves a question to its words when the server fails, and says so', async () => {
    const base = await aBase(embeddings('openai', 'other-model'));
    server.set({ refusals: 9, refusalStatus: 500 });
    expect(await similarities(base, 'When are physicians paid?')).toEqual([null]);
    expect(base.models.configured.trouble).toBe('server');
    server.set({ refusals: 0 });
  });

  it('does not embed with a model that the server does not have', async () => {
    const base = await aBase(embeddings('ollama', 'missing'));
    expect(await base.embedding.embedAll()).toBe(0);
    expect(await models()).toEqual(['openai/other-model']);
    expect(base.models.configured.trouble).toBe('server');
  });

  it('refuses settings that leave out where passages would go', async () => {
    await expect(aBase({ kind: 'ollama' })).rejects.toThrow(/retrieval\.embeddings\.model/);
    await expect(aBase({ kind: 'openai', model: 'm' })).rejects.toThrow(/retrieval\.embeddings\.baseUrl/);
    const elsewhere = { kind: 'openai', model: 'm', baseUrl: 'https://models.example' };
    await expect(aBase(elsewhere)).rejects.toThrow(/retrieval\.embeddings\.place/);
    await aBase({ ...elsewhere, place: 'organisation' });
  });
});
