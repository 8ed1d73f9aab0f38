import { afterAll, describe, expect, it } from 'vitest';
import { asRole } from '#platform/postgres/roles/roles.js';
import { aDatabase } from '../../../../../test/support/database.js';
import { overtaken } from '../../../../../test/support/held-rows.js';
import { aKnowledgeBase, aReader } from '../../../../../test/support/knowledge.js';
import { AdjustableClock } from '../../../../../test/support/adjustable-clock.js';

const database = await aDatabase();
const clock = new AdjustableClock();
const knowledge = await aKnowledgeBase({ runtimeUrl: database.runtimeUrl, clock });
afterAll(() => knowledge.close());

const client = aReader('external_client');
const staff = aReader('operations_team', '01940000-0000-7000-8000-00000000beef');

async function found(actor: typeof client, question: string, collections?: readonly string[]): Promise<string[]> {
  const passages = await knowledge.retrieval.passagesFor(actor, { question, collections });
  return passages.map(({ text }) => text);
}

const count = async (table: string, where = 'true'): Promise<number> =>
  (await knowledge.database.one<{ n: number }>(`SELECT count(*)::int AS n FROM rag.${table} WHERE ${where}`))?.n ?? -1;

const segmentsOf = (collection: string): Promise<number> =>
  count('segment', `collection_id = '${collection}' AND state = 'ready'`);

const segmentOf = (id: string): string =>
  `segment_id IN (SELECT segment_id FROM rag.segment_document WHERE version_id IN (SELECT id FROM rag.version WHERE document_id = '${id}'))`;

/** Flips a bit in the middle of sealed values. */
const breaks = (table: string, column: string, where: string): Promise<unknown> =>
  asRole(database.ownerUrl, (owner) =>
    owner.query(
      `UPDATE rag.${table} SET ${column} = set_byte(${column}, length(${column}) / 2, get_byte(${column}, length(${column}) / 2) # 1) WHERE ${where}`,
    ),
  );

describe('a search', () => {
  it.each([
    ['passage', 'chunk', 'content', (id: string) => `version_id IN (SELECT id FROM rag.version WHERE document_id = '${id}')`],
    ['title', 'document', 'title', (id: string) => `id = '${id}'`],
    ['list of words', 'posting', 'data', segmentOf],
    ['list of lengths', 'segment', 'lengths', (id: string) => segmentOf(id).replace('segment_id', 'id')],
    [
      'key of the index',
      'collection',
      'index_key',
      (id: string) => `id = (SELECT collection_id FROM rag.document WHERE id = '${id}')`,
    ],
  ])('finds what is sound when a %s does not open', async (what, table, column, where) => {
    const [one, other] = [await knowledge.addCollection(['external_client']), await knowledge.addCollection(['external_client'])];
    const id = await knowledge.addDocument(one, 'The damaged quokka sleeps.');
    await knowledge.addDocument(other, 'The sound quokka eats.');
    await breaks(table, column, where(id));
    const fresh = await aKnowledgeBase({ runtimeUrl: database.runtimeUrl, clock });
    const passages = await fresh.retrieval.passagesFor(client, { question: 'quokka', collections: [one, other] });
    const sound = ['The sound quokka eats.', ...(what === 'title' ? ['The damaged quokka sleeps.'] : [])];
    expect(passages.map(({ text }) => text).toSorted()).toEqual(sound.toSorted());
    await fresh.close();
    await asRole(database.ownerUrl, (owner) => owner.query(`DELETE FROM rag.collection WHERE id = '${one}'`));
  });

  it('finds what was taken in, at its exact place', async () => {
    const collection = await knowledge.addCollection(['external_client']);
    const text = '# Wards\n\nThe night ward has twelve beds.\n\n## Visits\n\nVisitors come between two and six.';
    const documentId = await knowledge.addDocument(collection, text, 'House rules');
    const [passage] = await knowledge.retrieval.passagesFor(client, {
      question: 'When may visitors come?',
      collections: [collection],
    });
    expect(passage).toMatchObject({
      documentId,
      documentTitle: 'House rules',
      heading: 'Wards › Visits',
      text: 'Visitors come between two and six.',
    });
    expect(text.slice(passage?.start, passage?.end)).toBe(passage?.text);
  });

  it('knows nothing of collections that the reader may not see', async () => {
    const secret = await knowledge.addCollection(['operations_team']);
    await knowledge.addDocument(secret, 'The xylophone code is kept in the safe.');
    expect(await found(staff, 'xylophone')).toEqual(['The xylophone code is kept in the safe.']);
    expect(await found(client, 'xylophone')).toEqual([]);
    expect(await found(client, 'xylophone', [secret])).toEqual([]);
  });

  it('lets a single person read', async () => {
    const own = await knowledge.addCollection([client.id]);
    await knowledge.addDocument(own, 'A zeppelin is expected.');
    expect(await found(client, 'zeppelin')).toHaveLength(1);
    expect(await found(staff, 'zeppelin')).toEqual([]);
  });

  it('scores the same whether or not others hold the word too', async () => {
    const open = await knowledge.addCollection(['external_client']);
    await knowledge.addDocument(open, 'The quokka is small.\n\n# Other\n\nNothing of it here.');
    const score = async (): Promise<number | undefined> =>
      (await knowledge.retrieval.passagesFor(client, { question: 'quokka', collections: [open] }))[0]?.score;
    const before = await score();
    const closed = await knowledge.addCollection(['admin']);
    for (let nth = 0; nth < 5; nth++) await knowledge.addDocument(closed, `Another quokka, number ${nth}.`);
    expect(await score()).toBe(before);
    expect((await knowledge.retrieval.passagesFor(client, { question: 'quokka' }))[0]?.text).toBe('The quokka is small.');
  });

  it('asks a collection in the languages of its documents', async () => {
    const mixed = await knowledge.addCollection(['external_client']);
    await knowledge.addDocument(
      mixed,
      'Die Schlüsselverwaltung wird in der Klinik von zwei Personen gemacht und ist nicht für alle.',
    );
    await knowledge.addDocument(mixed, 'The laundry is collected on Mondays by the house service.');
    expect(await found(client, 'Wer macht die Schlusselverwaltungen?', [mixed])).toHaveLength(1);
    expect(await found(client, 'collecting laundry', [mixed])).toHaveLength(1);
  });

  it('opens a passage in its place, and not for others', async () => {
    const collection = await knowledge.addCollection(['external_client']);
    await knowledge.addDocument(
      collection,
      'First comes this.\n\n# Middle\n\nThen the narwhal appears.\n\n# End\n\nLast is this.',
    );
    const [passage] = await knowledge.retrieval.passagesFor(client, { question: 'narwhal', collections: [collection] });
    const opened = await knowledge.retrieval.passage(client, passage?.chunkId ?? '');
    expect(opened).toMatchObject({
      text: 'Then the narwhal appears.',
      before: 'First comes this.\n\n# Middle\n\n',
      after: '\n\n# End\n\nLast is this.',
    });
    await expect(knowledge.retrieval.passage(staff, passage?.chunkId ?? '')).rejects.toMatchObject({ code: 'passage-not-found' });
  });
});

describe('removing a document', () => {
  it('takes its postings along at once where it was alone in its segment', async () => {
    const collection = await knowledge.addCollection(['external_client']);
    const id = await knowledge.addDocument(collection, 'The okapi eats leaves.');
    expect(await segmentsOf(collection)).toBe(1);
    await knowledge.removeDocument(id);
    expect(await segmentsOf(collection)).toBe(0);
    expect(await found(client, 'okapi')).toEqual([]);
  });

  it('hides it at once from a merged segment, and a rewrite purges its words', async () => {
    const collection = await knowledge.addCollection(['external_client']);
    const ids = [];
    for (const animal of ['axolotl', 'pangolin', 'tapir', 'capybara'])
      ids.push(await knowledge.addDocument(collection, `The ${animal} sleeps in the garden.`));
    await knowledge.merges.tidy();
    expect(await segmentsOf(collection)).toBe(1);
    await knowledge.removeDocument(ids[1] ?? '');
    expect(await found(client, 'pangolin', [collection])).toEqual([]);
    expect(await found(client, 'tapir', [collection])).toHaveLength(1);
    const [first] = await knowledge.retrieval.passagesFor(client, { question: 'sleeps axolotl', collections: [collection] });
    const size = async (): Promise<number> =>
      (
        await knowledge.database.one<{ n: number }>(
          `SELECT sum(octet_length(data))::int AS n FROM rag.posting p JOIN rag.segment s ON s.id = p.segment_id WHERE s.collection_id = $1`,
          [collection],
        )
      )?.n ?? 0;
    const before = await size();
    await knowledge.merges.tidy();
    expect(await size()).toBeLessThan(before);
    expect(await count('segment', `collection_id = '${collection}' AND removed_since IS NOT NULL`)).toBe(0);
    const [again] = await knowledge.retrieval.passagesFor(client, { question: 'sleeps axolotl', collections: [collection] });
    expect(again?.text).toBe(first?.text);
    expect(again?.score).toBeCloseTo(first?.score ?? 0, 9);
  });

  it('leaves nothing of a segment when its last two documents go at the same moment', async () => {
    const collection = await knowledge.addCollection(['external_client']);
    const ids = await Promise.all(
      ['one', 'two', 'three', 'four'].map((word) => knowledge.addDocument(collection, `Number ${word}.`)),
    );
    await knowledge.merges.tidy();
    await Promise.all(ids.map((id) => knowledge.removeDocument(id)));
    expect(await segmentsOf(collection)).toBe(0);
  });
});

describe('merging', () => {
  const words = ['alder', 'birch', 'cedar', 'dogwood', 'elm', 'fir', 'ginkgo', 'hazel', 'ironwood', 'juniper'];

  it('keeps ranking as it was, while segments become few', async () => {
    const collection = await knowledge.addCollection(['external_client']);
    for (let nth = 0; nth < 40; nth++) {
      const text = words.filter((_, at) => (nth * 7 + at * 3) % (at + 2) === 0).join(' ');
      await knowledge.addDocument(
        collection,
        `${text} number${nth} tree.\n\n# More\n\n${text} again, the tree ${words[nth % 10] ?? ''}.`,
      );
    }
    const ranked = async (): Promise<string[][]> =>
      Promise.all(
        words.map(async (word) =>
          (
            await knowledge.searches.search([client.role, client.id], {
              question: `${word} tree`,
              collections: [collection],
              limit: 100,
            })
          ).found
            .map(({ versionId, ordinal, score }) => `${score.toFixed(9)} ${versionId} ${ordinal}`)
            .sort(),
        ),
      );
    const before = await ranked();
    await knowledge.merges.tidy();
    expect(await segmentsOf(collection)).toBeLessThan(6);
    expect(await ranked()).toEqual(before);
  });

  it('goes on being searched while it merges and documents come and go', async () => {
    const collection = await knowledge.addCollection(['external_client']);
    const kept = await knowledge.addDocument(collection, 'The lighthouse stands on the cliff.');
    const stops: string[] = [];
    let isOver = false;
    const searching = (async () => {
      while (!isOver) {
        const texts = await found(client, 'lighthouse cliff', [collection]);
        if (texts.length !== 1) stops.push(`found ${texts.length}`);
      }
    })();
    for (let nth = 0; nth < 12; nth++) {
      const ids = await Promise.all([1, 2, 3].map((part) => knowledge.addDocument(collection, `Filler ${nth} part ${part}.`)));
      await Promise.all([knowledge.merges.tidy(), knowledge.merges.tidy(), knowledge.removeDocument(ids[1] ?? '')]);
    }
    isOver = true;
    await searching;
    expect(stops).toEqual([]);
    await knowledge.merges.tidy();
    expect(await count('segment_document', `version_id IN (SELECT id FROM rag.version WHERE document_id = '${kept}')`)).toBe(1);
    expect(await count('segment', `collection_id = '${collection}' AND state = 'building'`)).toBe(0);
  });

  it('goes on with the other collections when one does not open', async () => {
    const [damaged, sound] = [
      await knowledge.addCollection(['external_client']),
      await knowledge.addCollection(['external_client']),
    ].toSorted() as [string, string];
    for (const collection of [damaged, sound])
      for (let at = 0; at < 12; at += 1) await knowledge.addDocument(collection, `Note ${String(at)} of the ward.`);
    await breaks('segment', 'lengths', `collection_id = '${damaged}'`);
    await expect(knowledge.merges.tidy()).rejects.toThrow();
    expect(await segmentsOf(damaged)).toBe(12);
    expect(await segmentsOf(sound)).toBeLessThan(12);
    await asRole(database.ownerUrl, (owner) => owner.query(`DELETE FROM rag.segment WHERE collection_id = '${damaged}'`));
  });

  it('clears away what a crash left half written', async () => {
    const collection = await knowledge.addCollection(['external_client']);
    await asRole(database.ownerUrl, async (owner) => {
      await owner.query(
        `INSERT INTO rag.segment (id, collection_id, state, bits, chunks, languages, lengths, created_at)
         VALUES (gen_random_uuid(), $1, 'building', 0, 1, '{english}', '\\x00', now() - interval '2 hours')`,
        [collection],
      );
    });
    await knowledge.merges.tidy();
    expect(await count('segment', `collection_id = '${collection}'`)).toBe(0);
  });

  it('leaves what is completed at that very moment, however long it took', async () => {
    const collection = await knowledge.addCollection(['external_client']);
    await knowledge.addDocument(collection, 'A slow merge.');
    const where = `collection_id = '${collection}'`;
    await asRole(database.ownerUrl, (owner) =>
      owner.query(`UPDATE rag.segment SET state = 'building', created_at = now() - interval '2 hours' WHERE ${where}`),
    );
    await overtaken(database.ownerUrl, {
      hold: (owner) => owner.query(`UPDATE rag.segment SET state = 'ready' WHERE ${where}`),
      call: () => knowledge.merges.tidy(),
    });
    expect(await found(client, 'slow merge')).toEqual(['A slow merge.']);
  });
});

describe('what the database holds', () => {
  it('shows no word of a document, its title or its headings', async () => {
    const collection = await knowledge.addCollection(['external_client']);
    await knowledge.addDocument(collection, '# Chinchilla matters\n\nThe mongoose signed the wombat treaty.', 'Platypus papers');
    for (const table of ['collection', 'document', 'chunk', 'segment', 'segment_document', 'posting', 'reader']) {
      const rows = await knowledge.database.query<{ row: string }>(
        `SELECT t::text AS row, encode(t::text::bytea, 'escape') FROM rag.${table} t`,
      );
      const bytes = await knowledge.database.query<Record<string, unknown>>(`SELECT * FROM rag.${table}`);
      const all =
        rows.map(({ row }) => row).join('\n') +
        bytes
          .flatMap((row) => Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : '')))
          .join('\n');
      expect(all).not.toMatch(/mongoose|mongoos|wombat|chinchilla|platypus/iu);
    }
  });

  it('is sealed apart: the runtime role cannot move a posting to another segment', async () => {
    await expect(knowledge.transactions.run((tx) => tx.query('UPDATE rag.posting SET segment_id = segment_id'))).rejects.toThrow(
      /permission denied/u,
    );
  });
});
