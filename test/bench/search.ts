import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { Actor } from '#platform/access/actor.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import { migrate } from '#platform/database/migrator/migrator.js';
import { Ids } from '#platform/ids.js';
import { databaseUrl } from '#platform/postgres/database-url.js';
import { EmbeddedPostgres } from '#platform/postgres/embedded/embedded-postgres.js';
import { provideOwner, provideRuntimeLogin } from '#platform/postgres/roles/roles.js';
import { ConversationRepository } from '../../apps/api/src/chat/conversation/conversation.repository.js';
import { IndexReading } from '../../apps/api/src/chat/finding/index-reading.js';
import { SearchRepository } from '../../apps/api/src/chat/finding/search.repository.js';
import { SearchService } from '../../apps/api/src/chat/finding/search.service.js';
import { SearchIndex } from '../../apps/api/src/chat/indexing/search-index.js';
import { SearchIndexRepository } from '../../apps/api/src/chat/indexing/search-index.repository.js';
import { SearchKeys } from '../../apps/api/src/chat/indexing/search-keys.js';
import { SegmentMergeService } from '../../apps/api/src/chat/indexing/segment-merge.service.js';
import { MessageRepository } from '../../apps/api/src/chat/message/message.repository.js';
import type { MessageRecord } from '../../apps/api/src/chat/message/message-record.js';
import { aKeyringInstance } from '../support/keyring.js';
import { makeCorpus } from './retrieval-corpus.js';
import { Stopwatch } from './stopwatch.js';

const OWNER = { role: 'chatman_owner', password: 'owner' };
const RUNTIME = { role: 'chatman_app', password: 'runtime' };
const DATABASE = 'chatman';
/** Messages of a conversation, a minute apart, written in one transaction. */
const together = 20;

/** Search in the history of one person: how long it takes, and how large the index is beside the messages. */
export default async function search(): Promise<void> {
  const { values } = parseArgs({
    options: { messages: { type: 'string', default: '200000' }, queries: { type: 'string', default: '200' } },
  });
  const home = mkdtempSync(join(tmpdir(), 'chatman-bench-'));
  const server = await EmbeddedPostgres.start({ home: join(home, 'postgres'), password: 'superuser' });
  const url = (login: { role: string; password: string }, database: string): string =>
    databaseUrl(server.address, login, database);
  try {
    await provideOwner(url({ role: server.superuser, password: 'superuser' }, 'postgres'), OWNER, DATABASE);
    await migrate({ ownerUrl: url(OWNER, DATABASE), directory: resolve('migrations') });
    await provideRuntimeLogin(url(OWNER, DATABASE), RUNTIME);
    const owner = new pg.Client({ connectionString: url({ role: server.superuser, password: 'superuser' }, DATABASE) });
    await owner.connect();
    const figures = await measured(url(RUNTIME, DATABASE), owner, Number(values.messages), Number(values.queries));
    await owner.end();
    console.log(JSON.stringify(figures, null, 2));
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function measured(runtimeUrl: string, owner: pg.Client, messages: number, queries: number): Promise<object> {
  const room = await historyRoom(runtimeUrl);
  const person = new Ids().next();
  const corpus = makeCorpus({ passages: Math.min(messages, 50_000), passagesPerDocument: together, questions: queries, seed: 7 });
  const writtenSeconds = await timed(() =>
    room.write(
      person,
      messages,
      corpus.documents.flatMap(({ passages }) => passages),
    ),
  );
  const mergedSeconds = await timed(() => room.merges.tidy(person));
  await owner.query('VACUUM ANALYZE');
  const watch = new Stopwatch(owner, 1);
  const ask = (q: string): Promise<unknown> => room.service.search({ id: person } as Actor, { q, limit: 20 });
  const pairs = corpus.questions.map((question) =>
    question
      .replace(/[^\p{L}\s]/gu, '')
      .split(/\s+/u)
      .slice(0, 2)
      .join(' '),
  );
  await ask(pairs[0]!);
  const size = await owner.query<object>(
    `SELECT (SELECT sum(length(data)) FROM chat.search_bucket)::float8 AS index,
            (SELECT sum(length(content)) FROM chat.message)::float8 AS messages,
            (SELECT count(*) FROM chat.search_segment)::int AS segments`,
  );
  const figures = {
    messages,
    writtenSeconds,
    mergedSeconds,
    oneWord: await watch.measure(
      pairs.map((pair) => pair.split(' ')[0]!),
      ask,
    ),
    twoWords: await watch.measure(pairs, ask),
    phrases: await watch.measure(
      pairs.map((pair) => `"${pair}"`),
      ask,
    ),
    nowhere: await watch.measure(
      pairs.map((pair) => `${pair} zqxnowhere`),
      ask,
    ),
    bytes: size.rows[0],
  };
  await room.close();
  return figures;
}

async function historyRoom(runtimeUrl: string) {
  const { keyring, transactions, database, close } = await aKeyringInstance({ runtimeUrl });
  const ids = new Ids();
  const rows = new DeclaredRows(keyring);
  const parts = new SearchIndexRepository(database, rows);
  const keys = new SearchKeys(parts);
  const index = new SearchIndex(parts, keys, ids);
  const merges = new SegmentMergeService(parts, keyring, transactions, ids);
  const conversations = new ConversationRepository(database, rows);
  const messages = new MessageRepository(database, rows);
  const service = new SearchService(
    new IndexReading(parts, keys, keyring),
    new SearchRepository(database, rows),
    conversations,
    keyring,
  );
  const write = async (person: string, count: number, texts: readonly string[]): Promise<void> => {
    const start = Date.now() - count * 60_000;
    for (let from = 0; from < count; from += together) {
      const conversationId = ids.next();
      const all = Array.from({ length: Math.min(together, count - from) }, (_, at): MessageRecord => ({
        id: ids.next(),
        conversationId,
        parentId: null,
        role: 'user',
        status: 'completed',
        content: texts[(from + at) % texts.length]!,
        citations: [],
        provenance: null,
        feedback: null,
        generationId: null,
        errorCode: null,
        createdAt: new Date(start + (from + at) * 60_000),
      }));
      await transactions.run(async (tx) => {
        const sealer = await keyring.forSubject(person, tx);
        const [createdAt, updatedAt] = [all[0]!.createdAt, all.at(-1)!.createdAt];
        const order = { pinned: false, archived: false, unread: false, folder: null, tags: [] };
        const choices = { title: '', model: null, systemPrompt: null, parameters: null, collections: null };
        await conversations.insert(tx, sealer, person, { id: conversationId, ...choices, ...order, createdAt, updatedAt });
        await messages.insertAll(tx, sealer, person, all);
        const found = all.map(
          ({ content, createdAt: moment }) => ({ kind: 'message', conversationId, moment, text: content }) as const,
        );
        await index.add(tx, sealer, person, found);
      });
      if ((from / together) % 50 === 49) await merges.tidy(person);
      if (from % 20_000 === 0) console.error(`${String(from)} of ${String(count)} messages`);
    }
  };
  return { merges, service, write, close };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return Math.round((performance.now() - started) / 100) / 10;
}
