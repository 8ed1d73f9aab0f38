import { beforeAll, expect, it, vi } from 'vitest';
import type { Approval } from '../../libs/contracts/auth/approvals.js';
import type { CollectionPolicies, RetentionPreview, RetentionRunPage } from '../../libs/contracts/retention/retention.js';
import { verifyCertificate } from '../../libs/transparency/certificate/certificate.js';
import { anApp, type TestApp } from '../support/app.js';
import { aPerson, aProvenSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { patience } from '../support/patience.js';
import type { Person } from '../support/people.js';
import { aCollection, aDocument } from '../support/uploads.js';

const because = { reason: 'The contract with the customer says so' };
let subject: TestApp;
let admin: Person;
let officer: Person;
const collections: Record<'brief' | 'long', string> = { brief: '', long: '' };
const documents: Record<'brief' | 'long' | 'young', string> = { brief: '', long: '', young: '' };

beforeAll(async () => {
  subject = await anApp({ settings: { auth: { requireMfa: 'none' }, retention: { autoCleanupEnabled: false } } });
  await theFirstAdmin(subject);
  await aPerson(subject, 'olga', { role: 'compliance_officer' });
  [admin, officer] = [await aProvenSessionOf(subject, 'first.admin'), await aProvenSessionOf(subject, 'olga')];
  for (const name of ['brief', 'long'] as const) {
    collections[name] = (await aCollection(admin, { name })).id;
    documents[name] = await aDocument(subject, admin, collections[name], { name: `${name}.txt`, content: `Of the ${name} one` });
  }
  documents.young = await aDocument(subject, admin, collections.brief, { name: 'young.txt', content: 'Quite new' });
  await subject.database.rows(`UPDATE rag.document SET changed_at = now() - interval '40 days' WHERE id = ANY ($1::uuid[])`, [
    [documents.brief, documents.long],
  ]);
});

const statusOf = async (id: string): Promise<number> => (await admin.send('GET', `/rag/documents/${id}`)).status;
const policyOf = async (id: string) =>
  (await officer.ask<CollectionPolicies>('GET', '/retention/collections')).items.find(({ collection }) => collection.id === id)!;
const put = (id: string, days: number | null) =>
  officer.ask<{ approval?: Approval }>('PUT', `/retention/collections/${id}`, { days, ...because });

async function aRun() {
  const { run } = await officer.ask<{ run: { id: string } }>('POST', '/retention/run');
  return vi.waitFor(async () => {
    const { items } = await officer.ask<RetentionRunPage>('GET', '/retention/runs');
    const found = items.find(({ id }) => id === run.id)!;
    expect(found.state).toBe('completed');
    return found;
  }, patience);
}

it('has a period of its own once two people agreed to keep it for less time', async () => {
  expect(await policyOf(collections.brief)).toMatchObject({
    collection: { name: 'brief' },
    days: null,
    classDays: null,
    decision: null,
  });
  const { items } = await officer.ask<RetentionPreview>('POST', '/retention/preview', {
    collections: { [collections.brief]: 30 },
  });
  expect(items.filter(({ object }) => object === 'document')).toMatchObject([
    { collection: { name: 'brief' }, days: 30, objects: 1 },
  ]);
  const { approval } = await put(collections.brief, 30);
  expect(approval).toMatchObject({ action: 'retention.policy', summary: expect.stringContaining('“brief”') as string });
  expect((await policyOf(collections.brief)).days).toBeNull();
  await admin.ask('POST', `/approvals/${approval!.id}/approve`, because);
  expect(await policyOf(collections.brief)).toMatchObject({ days: 30, decision: { days: 30, ...because } });
  expect((await officer.send('PUT', `/retention/collections/${documents.young}`, { days: 30, ...because })).status).toBe(404);
});

it('loses what is past that period, and no other collection does', async () => {
  const { id, steps } = await aRun();
  expect(steps.filter(({ object }) => object === 'document')).toMatchObject([
    { collection: collections.brief, days: 30, removed: 1 },
  ]);
  expect([await statusOf(documents.brief), await statusOf(documents.young), await statusOf(documents.long)]).toEqual([
    404, 200, 200,
  ]);
  const certificate = await (await officer.send('GET', `/retention/runs/${id}/certificate`)).text();
  expect(verifyCertificate(certificate).valid).toBe(true);
  expect(certificate).toContain(`"collection":"${collections.brief}"`);
});

it('is kept longer than its class by one person, and as its class again by two', async () => {
  expect((await put(collections.long, 3_650)).approval).toBeDefined(); // shorter than for good
  await subject.database.rows(
    `INSERT INTO retention.policy_version (id, class, days, reason, decided_by, decided_at) VALUES ($1, 'knowledge', 20, 'x', $1, now())`,
    [officer.id],
  );
  expect(await put(collections.long, 3_650)).toMatchObject({ days: 3_650, classDays: 20 });
  await aRun();
  expect(await statusOf(documents.long)).toBe(200);
  const { approval } = await put(collections.long, null);
  await admin.ask('POST', `/approvals/${approval!.id}/approve`, because);
  await aRun();
  expect(await statusOf(documents.long)).toBe(404);
});
