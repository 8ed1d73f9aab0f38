import { beforeAll, describe, expect, it } from 'vitest';
import type { CollectionPage, DocumentContent, DocumentPage, KnowledgeAnswer, Passage, SearchHits } from '#contracts/rag.js';
import { anApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const knowledge = `# Ward handbook

## Visits

Visitors are welcome between two and six. Children come with an adult.

## Valuables

Lockers for valuables stand beside the entrance. Keys are handed out at the desk.
`;

const subject = await anApp({ knowledge });
let admin: Person;
let client: Person;

beforeAll(async () => {
  admin = await theFirstAdmin(subject);
  client = await aClient(subject, 'a.visitor');
});

const nowhere = '01940000-0000-7000-8000-000000000404';

describe('the knowledge base', () => {
  it('shows what a person may read', async () => {
    const { items } = await client.ask<CollectionPage>('GET', '/rag/collections');
    expect(items).toMatchObject([{ name: 'Knowledge base', builtIn: true, documents: 1 }]);
    const documents = await client.ask<DocumentPage>('GET', `/rag/collections/${items[0]!.id}/documents`);
    expect(documents).toMatchObject({ items: [{ title: 'Ward handbook' }], nextCursor: null });
    const id = documents.items[0]!.id;
    expect(await client.ask('GET', `/rag/documents/${id}`)).toMatchObject({ id, chunks: 2, size: Buffer.byteLength(knowledge) });
    expect((await client.ask<DocumentContent>('GET', `/rag/documents/${id}/content`)).text).toBe(knowledge);
  });

  it('finds passages, by rank', async () => {
    const { items } = await client.ask<SearchHits>('POST', '/rag/search', { query: 'lockers and keys' });
    expect(items[0]).toMatchObject({ title: 'Ward handbook', heading: 'Valuables', page: null, score: 1 });
  });

  it('answers by quoting, with citations that open the passage in its place', async () => {
    const answer = await client.ask<KnowledgeAnswer>('POST', '/rag/ask', { question: 'When are visitors welcome?' });
    expect(answer.answer).toContain('Extract from your documents (no language model configured)');
    expect(answer.answer).toContain('[1]');
    const [citation] = answer.citations;
    expect(citation).toMatchObject({ mark: 1, verdict: 'verified', heading: 'Visits' });
    expect(knowledge.slice(citation!.start, citation!.end)).toBe(citation!.quote);
    expect(citation!.quote).toContain('between two and six');
    expect(answer.provenance).toMatchObject({ provider: 'extractive', model: null, notices: ['no-model'] });
    const passage = await client.ask<Passage>('GET', `/rag/chunks/${citation!.chunkId}`);
    expect(passage.before + passage.text + passage.after).toBe(knowledge);
    expect(answer.provenance.passages).toContainEqual({ chunkId: passage.chunkId, contentHash: passage.contentHash });
  });

  it('says that it does not find what is not there', async () => {
    const answer = await client.ask<KnowledgeAnswer>('POST', '/rag/ask', { question: 'What is the boiling point of tungsten?' });
    expect(answer).toMatchObject({ answer: 'I don’t find this in the documents that you may read.', citations: [] });
    expect(answer.provenance.notices).toContain('not-found');
  });

  it.each([
    ['GET', `/rag/collections/${nowhere}/documents`, undefined, 404, 'collection-not-found'],
    ['GET', `/rag/documents/${nowhere}`, undefined, 404, 'document-not-found'],
    ['GET', `/rag/documents/${nowhere}/content`, undefined, 404, 'document-not-found'],
    ['GET', `/rag/chunks/${nowhere}`, undefined, 404, 'passage-not-found'],
    ['GET', '/rag/chunks/none', undefined, 400, 'invalid-request'],
    ['GET', '/rag/collections?cursor=none', undefined, 400, 'invalid-cursor'],
    ['GET', '/rag/collections?limit=0', undefined, 400, 'invalid-request'],
    ['POST', '/rag/search', { query: '' }, 400, 'invalid-request'],
    ['POST', '/rag/search', { query: 'x', limit: 51 }, 400, 'invalid-request'],
    ['POST', '/rag/search', { query: 'x', surprise: true }, 400, 'invalid-request'],
    ['POST', '/rag/ask', { question: '\u0000\ufeff\u2028' }, 400, 'invalid-request'],
    ['POST', '/rag/ask', { question: 'x', collections: ['all'] }, 400, 'invalid-request'],
  ])('%s %s with %j is answered %i %s', async (method, path, body, status, code) => {
    const response = await client.send(method, path, body);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('takes a question as it is seen, without invisible characters', async () => {
    const asked = async (question: string) => (await client.send('POST', '/rag/ask', { question })).status;
    expect(await Promise.all(['x\u0000', '\ufeffx\fy', 'x\u001b[1my', 'x\u2028y', 'x\vy\ud800'].map(asked))).toEqual(
      Array(5).fill(200),
    );
  });

  it.each(['punctuation: ?!', 'the', '数据 ข้อมูล', "';DROP TABLE rag.chunk;--", '[S1] `x` "quote"', 'a'.repeat(2000)])(
    'takes any question: %j',
    async (query) => {
      expect((await client.send('POST', '/rag/search', { query })).status).toBe(200);
    },
  );

  it('is closed to visitors', async () => {
    expect((await fetch(`${subject.url}/api/rag/collections`)).status).toBe(401);
  });

  it('records what was found and by whom, and not the question', async () => {
    await admin.ask('POST', '/rag/search', { query: 'valuables canaryquestion' });
    expect(subject.logged()).not.toContain('canaryquestion');
  });
});
