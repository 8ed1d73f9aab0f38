import { beforeAll, describe, expect, it } from 'vitest';
import type { CollectionPage, Document, DocumentContent, DocumentVersionPage, Passage, SearchHits } from '#contracts/rag.js';
import { anApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';
import { aCollection, aDocument, jobOver, sends, uploads } from '../support/uploads.js';

const subject = await anApp();
let staff: Person;
let client: Person;

beforeAll(async () => {
  staff = await theFirstAdmin(subject);
  client = await aClient(subject, 'a.visitor');
});

const rules =
  '# Archive rules\n\nThe archive of the marmot station opens at nine.\n\n## Keys\n\nKeys hang behind the marmot poster.\n';
const finds = async (person: Person, query: string): Promise<string[]> =>
  (await person.ask<SearchHits>('POST', '/rag/search', { query })).items.map(({ text }) => text);
const statusOf = async (person: Person, method: string, path: string, body?: unknown): Promise<number> =>
  (await person.send(method, path, body)).status;
const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;

describe('a collection', () => {
  it('is seen by its readers alone, from the moment on that it is opened to them until it is closed', async () => {
    const collection = await aCollection(staff, { name: 'Marmots', description: 'All about them' });
    await aDocument(subject, staff, collection.id, { name: 'rules.md', content: rules });
    const path = `/rag/collections/${collection.id}`;
    expect(await finds(staff, 'marmot archive')).toContainEqual(expect.stringContaining('opens at nine'));
    expect(await statusOf(client, 'GET', path)).toBe(404);
    expect(await finds(client, 'marmot archive')).toEqual([]);
    await staff.ask('PATCH', path, { readers: ['external_client'] });
    expect(await finds(client, 'marmot archive')).toContainEqual(expect.stringContaining('opens at nine'));
    expect(await client.ask('GET', path)).toMatchObject({
      name: 'Marmots',
      documents: 1,
      isManaged: false,
      readers: ['external_client'],
    });
    await staff.ask('PATCH', path, { readers: ['compliance_officer'] });
    expect(await finds(client, 'marmot archive')).toEqual([]);
    expect((await client.ask<CollectionPage>('GET', '/rag/collections')).items.map(({ id }) => id)).not.toContain(collection.id);
  });

  it('is made, changed and removed by those who manage knowledge', async () => {
    const { id } = await aCollection(staff, { staysHere: false });
    expect(await staff.ask('PATCH', `/rag/collections/${id}`, { name: 'Renamed', staysHere: true })).toMatchObject({
      name: 'Renamed',
      staysHere: true,
      readers: ['operations_team'],
      isManaged: true,
    });
    for (const [method, path, body] of [
      ['POST', '/rag/collections', { name: 'Mine', readers: ['external_client'] }],
      ['PATCH', `/rag/collections/${id}`, { name: 'Mine' }],
      ['DELETE', `/rag/collections/${id}`, undefined],
    ] as const)
      expect(await statusOf(client, method, path, body)).toBe(403);
    expect(await statusOf(staff, 'DELETE', `/rag/collections/${id}`)).toBe(204);
    expect(await statusOf(staff, 'GET', `/rag/collections/${id}`)).toBe(404);
  });

  it.each([
    { name: '', readers: ['admin'] },
    { name: 'No readers', readers: [] },
    { name: 'Strange reader', readers: ['everybody'] },
    { name: 'More', readers: ['admin'], surprise: 1 },
  ])('is refused as %j', async (body) => {
    expect(await statusOf(staff, 'POST', '/rag/collections', body)).toBe(400);
  });

  it('that Chat Man keeps itself takes no changes and no files', async () => {
    const builtIn = (await staff.ask<CollectionPage>('GET', '/rag/collections')).items.find((each) => each.builtIn)!;
    const path = `/rag/collections/${builtIn.id}`;
    expect(await codeOf(await staff.send('DELETE', path))).toBe('collection-built-in');
    const files = [{ name: 'a.txt', content: 'text' }];
    expect(await codeOf(await sends(subject, staff, ['POST', `${path}/documents`], files))).toBe('collection-built-in');
  });
});

describe('a document', () => {
  it('is taken in by a job, found, shown with its headings, and handed out byte for byte', async () => {
    const { id: collection } = await aCollection(staff);
    const content = Buffer.from(`\ufeff${rules.replaceAll('marmot', 'ibex')}`, 'utf8');
    const [item] = await uploads(subject, staff, collection, [{ name: 'C:\\papers\\Räume “alt”.md', content }]);
    expect(item).toMatchObject({ fileName: 'Räume “alt”.md', problem: null, document: { state: 'processing' } });
    expect(await jobOver(staff, item!.job!.id)).toMatchObject({
      kind: 'knowledge.ingest',
      state: 'completed',
      objectId: item!.document!.id,
      result: { documentId: item!.document!.id, version: 1, passages: 2 },
    });
    const path = `/rag/documents/${item!.document!.id}`;
    expect(await staff.ask<Document>('GET', path)).toMatchObject({
      title: 'Archive rules',
      state: 'ready',
      mediaType: 'text/markdown',
      size: content.length,
      version: 1,
      source: 'upload',
    });
    const shown = await staff.ask<DocumentContent>('GET', `${path}/content`);
    expect(shown.headings.map(({ title, start }) => [title, shown.text.slice(start, start + 2)])).toEqual([
      ['Archive rules', '# '],
      ['Keys', '##'],
    ]);
    const file = await staff.send('GET', `${path}/file`);
    expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="Ra_ume _alt_.md"; filename*=UTF-8''R%C3%A4ume%20%E2%80%9Calt%E2%80%9D.md`,
      'content-security-policy': expect.stringContaining('sandbox') as string,
    });
  });

  it('gets a new version, and the old one stays for those who cite it', async () => {
    const { id: collection } = await aCollection(staff, { readers: ['external_client'] });
    const id = await aDocument(subject, staff, collection, { name: 'hours.txt', content: 'The chamois desk opens at ten.' });
    const [before] = (await client.ask<SearchHits>('POST', '/rag/search', { query: 'chamois desk' })).items;
    const answer = await sends(
      subject,
      staff,
      ['PUT', `/rag/documents/${id}/file`],
      [{ name: 'hours.txt', content: 'The chamois desk opens at eleven.' }],
    );
    expect(answer.status).toBe(202);
    const { job } = (await answer.json()) as { job: { id: string } };
    expect(await jobOver(staff, job.id)).toMatchObject({ state: 'completed', result: { version: 2 } });
    expect(await finds(client, 'chamois desk')).toEqual(['The chamois desk opens at eleven.']);
    expect(await client.ask<Passage>('GET', `/rag/chunks/${before!.chunkId}`)).toMatchObject({
      documentId: id,
      version: 1,
      isSuperseded: true,
      text: 'The chamois desk opens at ten.',
    });
    const { items } = await client.ask<DocumentVersionPage>('GET', `/rag/documents/${id}/versions`);
    expect(items.map(({ number, state }) => [number, state])).toEqual([
      [2, 'ready'],
      [1, 'superseded'],
    ]);
    expect((await client.ask<DocumentContent>('GET', `/rag/documents/${id}/content?version=1`)).text).toContain('ten');
    expect(await (await client.send('GET', `/rag/documents/${id}/file?version=1`)).text()).toContain('ten');
    expect(await statusOf(client, 'GET', `/rag/documents/${id}/file?version=3`)).toBe(404);
  });

  it('is gone with everything of it when it is removed', async () => {
    const { id: collection } = await aCollection(staff);
    const id = await aDocument(subject, staff, collection, { name: 'a.txt', content: 'The lynx office closes early.' });
    expect(await statusOf(client, 'DELETE', `/rag/documents/${id}`)).toBe(403);
    expect(await statusOf(staff, 'DELETE', `/rag/documents/${id}`)).toBe(204);
    expect(await finds(staff, 'lynx office')).toEqual([]);
    for (const part of ['', '/content', '/file', '/versions'])
      expect(await statusOf(staff, 'GET', `/rag/documents/${id}${part}`)).toBe(404);
  });

  it('that is refused is an item with its reason, and the others go on', async () => {
    const { id: collection } = await aCollection(staff);
    const items = await uploads(subject, staff, collection, [
      { name: 'first.txt', content: 'The stoat room is on the left.' },
      { name: 'empty.txt', content: '' },
      { name: 'copy.txt', content: 'The stoat room is on the left.' },
      { name: 'last.txt', content: 'The stoat room is on the right.' },
    ]);
    expect(items.map(({ fileName, problem }) => [fileName, problem?.code ?? null])).toEqual([
      ['first.txt', null],
      ['empty.txt', 'file-empty'],
      ['copy.txt', 'document-known'],
      ['last.txt', null],
    ]);
    for (const { job } of items) if (job !== null) await jobOver(staff, job.id);
    expect((await finds(staff, 'stoat room')).toSorted()).toEqual([
      'The stoat room is on the left.',
      'The stoat room is on the right.',
    ]);
  });

  it('of no known type is kept as a name with the reason, seen by those who manage it', async () => {
    const { id: collection } = await aCollection(staff, { readers: ['external_client'] });
    const content = Uint8Array.from({ length: 4000 }, (_, at) => (at * 151 + (at >> 3)) % 256);
    const [item] = await uploads(subject, staff, collection, [{ name: 'notes.pdf', content }]);
    expect(await jobOver(staff, item!.job!.id)).toMatchObject({
      state: 'failed',
      problem: { code: 'unknown-file-type', status: 422 },
    });
    const path = `/rag/documents/${item!.document!.id}`;
    expect(await staff.ask('GET', path)).toMatchObject({ state: 'failed', problem: { code: 'unknown-file-type' } });
    expect(await statusOf(staff, 'GET', `${path}/file`)).toBe(404);
    expect(await statusOf(client, 'GET', path)).toBe(404);
  });

  it('larger than is allowed leaves nothing behind', async () => {
    const small = await anApp({ settings: { knowledge: { maxUploadBytes: 300_000 } } });
    const admin = await theFirstAdmin(small);
    const { id: collection } = await aCollection(admin);
    const [item] = await uploads(small, admin, collection, [{ name: 'big.txt', content: 'word '.repeat(80_000) }]);
    expect(item!.problem).toMatchObject({ code: 'file-too-large', status: 413 });
    expect((await admin.ask<CollectionPage>('GET', `/rag/collections/${collection}/documents`)).items).toEqual([]);
    await small.close();
  });

  it('comes as a form with the field “file” or not at all', async () => {
    const { id: collection } = await aCollection(staff);
    const path = `/rag/collections/${collection}/documents`;
    expect(await codeOf(await staff.send('POST', path, { file: 'text' }))).toBe('not-multipart');
    const form = new FormData();
    form.append('other', new Blob(['text']), 'a.txt');
    const strange = await fetch(`${subject.url}/api${path}`, { method: 'POST', headers: { Cookie: staff.cookie }, body: form });
    expect([strange.status, await codeOf(strange)]).toEqual([400, 'invalid-request']);
    expect(await codeOf(await sends(subject, staff, ['POST', path], []))).toBe('no-file');
    expect((await sends(subject, client, ['POST', path], [{ name: 'a.txt', content: 'text' }])).status).toBe(403);
    expect((await fetch(`${subject.url}/api${path}`, { method: 'POST', body: form })).status).toBe(401);
  });
});
