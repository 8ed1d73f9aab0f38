import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '#platform/database/migrator.js';
import { databaseUrl } from '#platform/postgres/database-url.js';
import { EmbeddedPostgres } from '#platform/postgres/embedded-postgres.js';
import { provideOwner, provideRuntimeLogin } from '#platform/postgres/roles.js';
import { terms } from '#retrieval/analysis.js';
import { questionOf } from '#retrieval/question.js';
import { buildSegment } from '#retrieval/segment.js';
import { measure, readCacm } from '../support/cacm.js';
import { aKnowledgeBase, aReader, type TestKnowledge } from '../support/knowledge.js';
import { blindingWith, searchSegments } from '../support/memory-index.js';
import { PlainRows } from './plain-rows.js';
import { makeCorpus, type SyntheticCorpus } from './retrieval-corpus.js';

/** Passages of a public collection, and times over a synthetic one: how good, how fast, how large. */
export default async function retrieval(): Promise<void> {
  const { values } = parseArgs({
    options: {
      passages: { type: 'string', default: '20000,100000' },
      questions: { type: 'string', default: '300' },
      baseline: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  const sizes: object[] = [];
  for (const size of values.passages.split(',').map(Number))
    sizes.push(await atSize(size, Number(values.questions), values.baseline));
  console.log(JSON.stringify({ cacm: cacmFigures(), sizes }, null, 2));
}

function cacmFigures(): object {
  const cacm = readCacm();
  if (cacm === null) return { skipped: '../shared/data/cacm is not there' };
  const blind = blindingWith('bench');
  const segment = buildSegment(
    cacm.documents.map(({ text }) => terms(text, 'english').map((term) => term.text)),
    blind,
  );
  const figures = measure(cacm, (topic) =>
    searchSegments(questionOf(topic, ['english']), [segment], blind, 1000).hits.map((hit) => cacm.documents[hit.chunk]?.id ?? ''),
  );
  return { ...figures, anserini: { map: 0.3123, p30: 0.1942 } };
}

const OWNER = { role: 'chatman_owner', password: 'owner' };
const RUNTIME = { role: 'chatman_app', password: 'runtime' };
const DATABASE = 'chatman';
const PASSAGES_PER_DOCUMENT = 20;
const COLLECTIONS = 4;

async function atSize(passages: number, questions: number, withBaseline: boolean): Promise<object> {
  const corpus = makeCorpus({ passages, passagesPerDocument: PASSAGES_PER_DOCUMENT, questions, seed: 7 });
  const home = mkdtempSync(join(tmpdir(), 'chatman-bench-'));
  const server = await EmbeddedPostgres.start({ home: join(home, 'postgres'), password: 'superuser' });
  const url = (login: { role: string; password: string }, database: string): string =>
    databaseUrl(server.address, login, database);
  try {
    await provideOwner(url({ role: server.superuser, password: 'superuser' }, 'postgres'), OWNER, DATABASE);
    await migrate({ ownerUrl: url(OWNER, DATABASE), directory: resolve('migrations') });
    await provideRuntimeLogin(url(OWNER, DATABASE), RUNTIME);
    const owner = new pg.Client({ connectionString: url(OWNER, DATABASE) });
    await owner.connect();
    const sealed = await sealedFigures(corpus, url(RUNTIME, DATABASE), owner);
    const baseline = withBaseline ? await baselineFigures(corpus, owner) : undefined;
    await owner.end();
    return { passages, questions, sealed, baseline };
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function sealedFigures(corpus: SyntheticCorpus, runtimeUrl: string, owner: pg.Client): Promise<object> {
  const knowledge = await aKnowledgeBase({ runtimeUrl });
  const readers = Array.from({ length: COLLECTIONS }, (_, at) =>
    at === 0 ? ['external_client', 'operations_team'] : ['operations_team'],
  );
  const collections: string[] = [];
  for (const one of readers) collections.push(await knowledge.addCollection(one));
  const ingestion = await timed(() => ingest(knowledge, corpus, collections));
  await owner.query('VACUUM ANALYZE');
  const size = await sizes(owner, ['rag.posting', 'rag.segment', 'rag.segment_document', 'rag.chunk', 'rag.document']);
  const segments = (await knowledge.database.query<{ chunks: number }>('SELECT chunks FROM rag.segment ORDER BY 1 DESC')).map(
    (row) => row.chunks,
  );
  await knowledge.close();

  const cold = await aKnowledgeBase({ runtimeUrl, settings: { cacheBytes: 0 } });
  const withoutMemory = await views(cold, corpus);
  await cold.close();
  const warm = await aKnowledgeBase({ runtimeUrl });
  const firstTime = await views(warm, corpus);
  const secondTime = await views(warm, corpus);
  await warm.close();
  return {
    ingestionSeconds: ingestion,
    megabytes: size,
    segments,
    withoutMemory,
    withMemoryFirstTime: firstTime,
    withMemorySecondTime: secondTime,
  };
}

/** In batches, with merges in between, as documents would come in over time. */
async function ingest(knowledge: TestKnowledge, corpus: SyntheticCorpus, collections: readonly string[]): Promise<void> {
  for (const [at, document] of corpus.documents.entries()) {
    const text = document.passages.join('\n\n');
    await knowledge.addDocument(collections[at % collections.length] ?? '', text, `Document ${at}`);
    if (at % 400 === 399) {
      await knowledge.merges.tidy();
      console.error(`${at + 1} of ${corpus.documents.length} documents`);
    }
  }
  await knowledge.merges.tidy();
}

async function views(knowledge: TestKnowledge, corpus: SyntheticCorpus): Promise<object> {
  const [all, quarter] = [aReader('operations_team'), aReader('external_client')];
  return {
    allVisible: await searchTimes(knowledge, corpus, all),
    quarterVisible: await searchTimes(knowledge, corpus, quarter),
    allVisibleWithTexts: await latencies(corpus, (question) => knowledge.retrieval.passagesFor(all, { question })),
  };
}

function searchTimes(
  knowledge: TestKnowledge,
  corpus: SyntheticCorpus,
  { role, id }: ReturnType<typeof aReader>,
): Promise<object> {
  return latencies(corpus, (question) => knowledge.searches.search([role, id], { question, limit: 50 }));
}

/** Postings in rows of their own, neither sealed nor under a permission: what exact BM25 in a database costs anyway. */
async function baselineFigures(corpus: SyntheticCorpus, owner: pg.Client): Promise<object> {
  const rows = new PlainRows(owner, PASSAGES_PER_DOCUMENT);
  const ingestion = await timed(() => rows.ingest(corpus));
  const megabytes = await sizes(owner, ['bench.plain_posting']);
  await latencies(corpus, (question) => rows.search(question));
  return { ingestionSeconds: ingestion, megabytes, allVisible: await latencies(corpus, (question) => rows.search(question)) };
}

async function latencies(corpus: SyntheticCorpus, ask: (question: string) => Promise<unknown>): Promise<object> {
  const times: number[] = [];
  for (const question of corpus.questions) {
    const started = performance.now();
    await ask(question);
    times.push(performance.now() - started);
  }
  times.sort((one, other) => one - other);
  const at = (share: number): number =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2));
  return { p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}

async function sizes(owner: pg.Client, tables: readonly string[]): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ name: string; megabytes: number }>(
    `SELECT name, round(pg_total_relation_size(name::regclass) / 1e6, 1)::float8 AS megabytes FROM unnest($1::text[]) name`,
    [tables],
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.megabytes]));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return Number(((performance.now() - started) / 1000).toFixed(1));
}
