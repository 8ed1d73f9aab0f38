import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDatabase } from '../../../../../test/support/database.js';
import { aKnowledgeBase, aReader } from '../../../../../test/support/knowledge.js';

const database = await aDatabase();
const knowledge = await aKnowledgeBase({ runtimeUrl: database.runtimeUrl });
afterAll(() => knowledge.close());

const client = aReader('external_client');
const staff = aReader('operations_team', '01940000-0000-7000-8000-00000000beef');
let open: string;
let schedule: string;

beforeAll(async () => {
  open = await knowledge.addCollection(['external_client', 'operations_team']);
  const closed = await knowledge.addCollection(['operations_team']);
  schedule = await knowledge.addDocument(open, 'The retention schedule is reviewed every spring.', 'Schedules');
  await knowledge.addDocument(open, 'Lunch is served at noon.', 'Meals');
  await knowledge.addDocument(closed, 'The quarantine of the laundry ends on Friday.', 'Quarantine');
});

const search = (actor: typeof client, question: string) => knowledge.retrieval.passagesFor(actor, { question });

describe('a misspelt word', () => {
  it('is looked for as the word that documents have in its place, and says so', async () => {
    const [found, ...others] = await search(client, 'When is the retentoin reviewed?');
    expect(others).toEqual([]);
    expect(found?.documentTitle).toBe('Schedules');
    expect(found?.corrections).toEqual([{ word: 'retentoin', taken: ['retention'] }]);
  });

  it('is left alone where a document holds it', async () => {
    await knowledge.addDocument(open, 'Retentoin is how a caller once spelt it.', 'Spelling');
    const [found] = await search(client, 'retentoin');
    expect([found?.documentTitle, found?.corrections]).toEqual(['Spelling', []]);
  });

  it('is not corrected by words that its asker may not read', async () => {
    expect((await search(staff, 'quarantane'))[0]?.corrections).toEqual([{ word: 'quarantane', taken: ['quarantine'] }]);
    expect(await search(client, 'quarantane')).toEqual([]);
  });

  it('is not corrected by words of a document that is gone, or of a version that was replaced', async () => {
    await knowledge.removeDocument(schedule);
    expect(await search(client, 'shcedule')).toEqual([]);
    const rows = await knowledge.database.query(
      'SELECT FROM rag.vocabulary WHERE version_id NOT IN (SELECT id FROM rag.version)',
    );
    expect(rows).toEqual([]);
  });

  it('stands sealed in the database', async () => {
    const rows = await knowledge.database.query<{ words: Buffer }>('SELECT words FROM rag.vocabulary');
    expect(rows.length).toBeGreaterThan(0);
    for (const { words } of rows) expect(words.toString('latin1')).not.toContain('quarantine');
  });
});
