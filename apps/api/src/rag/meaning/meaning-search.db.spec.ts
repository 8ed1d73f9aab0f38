import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asRole } from '#platform/postgres/roles/roles.js';
import { aDatabase } from '../../../../../test/support/database.js';
import { aKnowledgeBase, aReader } from '../../../../../test/support/knowledge.js';

const database = await aDatabase();
const knowledge = await aKnowledgeBase({ runtimeUrl: database.runtimeUrl, meaning: 'auto' });
const byWords = await aKnowledgeBase({ runtimeUrl: database.runtimeUrl, meaning: 'off' });
afterAll(async () => {
  await knowledge.embedder.beforeApplicationShutdown();
  await Promise.all([knowledge.close(), byWords.close()]);
});

const client = aReader('external_client');
const staff = aReader('operations_team', '01940000-0000-7000-8000-00000000beef');
const blocks = async (): Promise<number> =>
  (await knowledge.database.one<{ n: number }>('SELECT count(*)::int AS n FROM rag.vector_block'))?.n ?? -1;

let open: string;
let closed: string;
beforeAll(async () => {
  open = await knowledge.addCollection(['external_client', 'operations_team']);
  closed = await knowledge.addCollection(['operations_team']);
  await knowledge.addDocument(open, 'Physicians are paid at the end of every month.', 'Salaries');
  await knowledge.addDocument(open, 'The cafeteria serves lunch between noon and two in the afternoon.', 'Meals');
  await knowledge.addDocument(closed, 'The director’s car is parked behind the laundry.', 'Vehicles');
});

const found = async (base: typeof knowledge, actor: typeof client, question: string): Promise<string[]> =>
  (await base.retrieval.passagesFor(actor, { question })).map(({ documentTitle }) => documentTitle);

describe('a search by meaning', { timeout: 120_000 }, () => {
  it('finds by words at once, and by meaning when the vectors are there', async () => {
    expect(await found(knowledge, client, 'When do doctors get their wages?')).toEqual([]);
    expect(await found(knowledge, client, 'physicians')).toEqual(['Salaries']);
    expect(await knowledge.embedding.embedAll()).toBe(3);
    expect(await found(knowledge, client, 'When do doctors get their wages?')).toEqual(['Salaries']);
    expect(await found(byWords, client, 'When do doctors get their wages?')).toEqual([]);
  });

  it('goes on where an earlier run ended, and makes nothing twice', async () => {
    expect(await knowledge.embedding.embedAll()).toBe(0);
    const signal = AbortSignal.abort();
    const document = await knowledge.addDocument(open, 'Visitors leave their umbrellas at the entrance.', 'Umbrellas');
    expect(await knowledge.embedding.embedAll(signal)).toBe(0);
    expect(await knowledge.embedding.embedAll()).toBe(1);
    await knowledge.removeDocument(document);
  });

  it('knows nothing of collections that the reader may not see', async () => {
    const question = 'Where does the boss leave his automobile?';
    expect(await found(knowledge, staff, question)).toEqual(['Vehicles']);
    expect(await found(knowledge, client, question)).toEqual([]);
    expect(await knowledge.retrieval.passagesFor(client, { question, collections: [closed] })).toEqual([]);
    expect(await knowledge.retrieval.passagesFor(staff, { question, mayLeaveOnly: true })).toEqual([]);
  });

  it('finds nothing near a question about something else', async () => {
    expect(await found(knowledge, staff, 'Who painted the Mona Lisa?')).toEqual([]);
  });

  it('loses the vectors with the document', async () => {
    const before = await blocks();
    const document = await knowledge.addDocument(open, 'Newborns are weighed twice a day.', 'Babies');
    await knowledge.embedding.embedAll();
    expect(await blocks()).toBe(before + 1);
    expect(await found(knowledge, client, 'How often are infants put on the scales?')).toContain('Babies');
    await knowledge.removeDocument(document);
    expect(await blocks()).toBe(before);
    expect(await found(knowledge, client, 'How often are infants put on the scales?')).not.toContain('Babies');
  });

  it('leaves out vectors that do not open, and finds by words what they stand for', async () => {
    const other = await aKnowledgeBase({ runtimeUrl: database.runtimeUrl, meaning: 'auto' });
    await asRole(database.ownerUrl, (owner) =>
      owner.query('UPDATE rag.vector_block SET data = set_byte(data, length(data) / 2, get_byte(data, length(data) / 2) # 1)'),
    );
    expect(await found(other, client, 'When do doctors get their wages?')).toEqual([]);
    expect(await found(other, client, 'cafeteria lunch')).toEqual(['Meals']);
    await other.embedder.beforeApplicationShutdown();
    await other.close();
  });
});
