import { beforeAll, describe, expect, it } from 'vitest';
import type { CollectionPage, KnowledgeAnswer, SearchHits } from '#contracts/rag.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { afterFile } from '../support/after-file.js';
import { anApp } from '../support/app.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer } from '../support/model-server/model-server.js';
import type { Person } from '../support/people.js';
import { aCollection, aDocument } from '../support/uploads.js';
import { isThorough } from '../support/thorough.js';

const model = await startModelServer();
afterFile(() => model.close());
const subject = await anApp({ environment: { OLLAMA_BASE_URL: model.url } });
let staff: Person;
const readers: Person[] = [];

/** Words that both sides have, and words that only one of them has. */
const shared = ['ledger', 'harbour', 'meeting', 'invoice', 'garden', 'bridge', 'winter', 'signal'];
const own = [
  ['alder', 'beech', 'cedar', 'damson'],
  ['agate', 'beryl', 'citrine', 'diamond'],
] as const;
/** Small and repeatable: the same questions in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) yield (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
}

beforeAll(async () => {
  staff = await theFirstAdmin(subject);
  const random = numbers(7);
  const pick = (words: readonly string[]): string => words[random.next().value % words.length]!;
  for (const side of [0, 1] as const) {
    const reader = await aClient(subject, `reader.${side}`);
    readers.push(reader);
    const { id } = await aCollection(staff, { name: `Side ${side}`, readers: [reader.id] });
    for (let nth = 0; nth < 4; nth++) {
      const lines = Array.from(
        { length: 12 },
        () => `The ${pick(shared)} of the ${pick(own[side])} needs a ${pick(shared)} and a ${pick(own[side])}.`,
      );
      await aDocument(subject, staff, id, {
        name: `${side}-${nth}.md`,
        content: `# Side${side} paper ${nth}\n\n${lines.join('\n\n')}`,
      });
    }
  }
});

describe('two people with disjoint rights', () => {
  it('never see a passage, a title or a quote of the other, whatever they ask', async () => {
    const random = numbers(11);
    const words = [...shared, ...own[0], ...own[1]];
    const pick = (): string => words[random.next().value % words.length]!;
    const foreign = [/side1|agate|beryl|citrine|diamond/i, /side0|alder|beech|cedar|damson/i] as const;
    for (let nth = 0; nth < (isThorough ? 2_500 : 150); nth++) {
      const query = `Which ${pick()} needs the ${pick()} or ${pick()}?`;
      for (const side of [0, 1] as const) {
        const reader = readers[side]!;
        const { items } = await reader.ask<SearchHits>('POST', '/rag/search', { query, limit: 50 });
        expect(JSON.stringify(items)).not.toMatch(foreign[side]);
        if (nth % 5 > 0) continue;
        const { answer, citations } = await reader.ask<KnowledgeAnswer>('POST', '/rag/ask', { question: query });
        expect(JSON.stringify(citations)).not.toMatch(foreign[side]);
        expect(answer.replace(query, '')).not.toMatch(foreign[side]);
      }
    }
  });

  it('never reach a model together: no prompt, answer, citation or count of one holds anything of the other', async () => {
    const random = numbers(13);
    const words = [...shared, ...own[0], ...own[1]];
    const pick = (): string => words[random.next().value % words.length]!;
    const foreign = [/side1|agate|beryl|citrine|diamond/i, /side0|alder|beech|cedar|damson/i] as const;
    let withSources = 0;
    model.set({ ...calmKnobs, answer: 'As the first source says [S1].' });
    for (let nth = 0; nth < (isThorough ? 250 : 8); nth++) {
      for (const side of [0, 1] as const) {
        const question = `Which ${pick()} needs the ${pick()} or ${pick()}?`;
        model.forget();
        const { conversationId, generation } = await asks(readers[side]!, question);
        const events = await reads(readers[side]!, generation.id);
        const said = JSON.stringify([model.prompts, events, await messagesOf(readers[side]!, conversationId)]);
        expect(said.replaceAll(question, '')).not.toMatch(foreign[side]);
        expect(said).toContain(question);
        if (/Side[01] paper/.test(JSON.stringify(model.prompts))) withSources += 1;
      }
    }
    expect(withSources).toBeGreaterThan(4);
    const counts = await Promise.all(readers.map((reader) => reader.ask<CollectionPage>('GET', '/rag/collections')));
    expect(
      counts.map(({ items }) => items.flatMap(({ name, builtIn, documents }) => (builtIn ? [] : [[name, documents]]))),
    ).toEqual([[['Side 0', 4]], [['Side 1', 4]]]);
  });

  it('get the same answers, score by score, whether the other side is there or not', async () => {
    const query = 'Which ledger needs the harbour or the alder?';
    const before = await readers[0]!.ask<SearchHits>('POST', '/rag/search', { query });
    const { items } = await staff.ask<{ items: { id: string; name: string }[] }>('GET', '/rag/collections');
    await staff.ask('DELETE', `/rag/collections/${items.find(({ name }) => name === 'Side 1')!.id}`);
    expect(await readers[0]!.ask<SearchHits>('POST', '/rag/search', { query })).toEqual(before);
    expect((await readers[1]!.ask<SearchHits>('POST', '/rag/search', { query })).items).toEqual([]);
  });
});

describe('after a deletion', () => {
  it('nothing of a document or its collection is in the database, sealed or not, nor in the log', async () => {
    const canary = 'quetzalcanary';
    const { id: collection } = await aCollection(staff, { name: `About ${canary}`, description: canary });
    const document = await aDocument(subject, staff, collection, {
      name: `${canary}.md`,
      content: `# ${canary}\n\nThe ${canary} nests here.`,
    });
    await staff.ask('POST', '/rag/search', { query: canary });
    const holds = async (id: string): Promise<string[]> => (await rowsWith(id)).filter((table) => !table.startsWith('audit.'));
    expect(await holds(document)).not.toEqual([]);
    await staff.ask('DELETE', `/rag/documents/${document}`);
    expect((await holds(document)).filter((table) => table.startsWith('rag.'))).toEqual([]);
    await staff.ask('DELETE', `/rag/collections/${collection}`);
    expect((await holds(collection)).filter((table) => table.startsWith('rag.') || table === 'keyring.data_key')).toEqual([]);
    expect(await rowsWith(canary)).toEqual([]);
    expect(subject.logged()).not.toContain(canary);
  });
});

/** Tables in which a text stands somewhere, read as whoever has the disk. */
async function rowsWith(text: string): Promise<string[]> {
  const found: string[] = [];
  await asRole(subject.database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of rows) {
      const hit = await owner.query(
        `SELECT FROM ${name} t WHERE t::text ILIKE '%' || $1 || '%' OR t::text ILIKE '%' || $2 || '%' LIMIT 1`,
        [text, Buffer.from(text).toString('hex')],
      );
      if (hit.rowCount) found.push(name);
    }
  });
  return found;
}
