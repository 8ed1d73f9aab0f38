import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '#platform/database/migrator/migrator.js';
import { databaseUrl } from '#platform/postgres/database-url.js';
import { EmbeddedPostgres } from '#platform/postgres/embedded/embedded-postgres.js';
import { provideOwner, provideRuntimeLogin } from '#platform/postgres/roles/roles.js';
import { placedTerms } from '#retrieval/text/analysis.js';
import { questionOf } from '#retrieval/ranking/question.js';
import { buildSegment } from '#retrieval/index/segment.js';
import { nearest } from '../../apps/api/src/rag/meaning/nearest.rules.js';
import { similarities } from '../../apps/api/src/rag/meaning/vector-block.rules.js';
import { byWordsAndMeaning, type FoundChunk } from '../../apps/api/src/rag/search/fused-search.rules.js';
import { measure, readCacm, withPaddedJudgements } from '../support/cacm.js';
import { aKnowledgeBase, aReader, type TestKnowledge } from '../support/knowledge.js';
import { blindingWith, searchSegments } from '../support/memory-index.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { embedding, vectorsOf } from './cacm-vectors.js';
import { PlainRows } from './plain-rows.js';
import { makeCorpus, type SyntheticCorpus } from './retrieval-corpus.js';
import { Stopwatch } from './stopwatch.js';

interface Plan {
  readonly passages: number;
  readonly questions: number;
  /** How often each question is repeated; the quickest counts. */
  readonly repeat: number;
  readonly baseline: boolean;
}

/** Passages of a public collection, and times over a synthetic one: how good, how fast, how large. */
export default async function retrieval(): Promise<void> {
  const { values } = parseArgs({
    options: {
      passages: { type: 'string', default: '20000,100000' },
      questions: { type: 'string', default: '300' },
      repeat: { type: 'string', default: '1' },
      baseline: { type: 'boolean', default: true },
      // Embedding CACM takes half an hour the first time.
      meaning: { type: 'boolean', default: false },
    },
    allowNegative: true,
  });
  const sizes: object[] = [];
  for (const passages of values.passages.split(',').filter(Boolean).map(Number)) {
    sizes.push(
      await atSize({ passages, questions: Number(values.questions), repeat: Number(values.repeat), baseline: values.baseline }),
    );
  }
  console.log(JSON.stringify({ cacm: await cacmFigures(values.meaning), sizes }, null, 2));
}

async function cacmFigures(withMeaning: boolean): Promise<object> {
  const cacm = readCacm();
  if (cacm === null) return { skipped: '../shared/data/cacm is not there' };
  const blind = blindingWith('bench');
  const segment = buildSegment(
    cacm.documents.map(({ text }) => placedTerms(text, 'english')),
    blind,
  );
  const byWords = (topic: string): FoundChunk[] =>
    searchSegments(questionOf(topic, ['english']), [segment], blind, 1000).hits.map(({ chunk, score }) => ({
      versionId: 'cacm',
      ordinal: chunk,
      score,
      similarity: null,
    }));
  const idsOf = (found: readonly Pick<FoundChunk, 'ordinal'>[]): string[] =>
    found.map(({ ordinal }) => cacm.documents[ordinal]?.id ?? '');
  const measured = async (ranked: (topic: string) => Promise<readonly Pick<FoundChunk, 'ordinal'>[]>): Promise<object> => {
    const byTopic = new Map<string, string[]>();
    for (const topic of cacm.topics.values()) byTopic.set(topic, idsOf(await ranked(topic)));
    const rankedTopic = (topic: string): string[] => byTopic.get(topic) ?? [];
    return { asJudged: measure(cacm, rankedTopic), padded: measure(withPaddedJudgements(cacm), rankedTopic) };
  };
  const lexical = await measured((topic) => Promise.resolve(byWords(topic)));
  const anserini = { map: 0.3123, p30: 0.1942 };
  if (!withMeaning) return { lexical, anserini };
  const vectors = await vectorsOf(
    'cacm',
    cacm.documents.map(({ text }) => text),
  );
  const embed = await embedding();
  const hybrid = await measured(async (topic) => {
    const asked = await embed(topic.slice(0, 1_000));
    const near = vectors.flatMap((block, ordinal) => {
      const similarity = similarities(asked, block).get(0);
      return similarity === undefined ? [] : [{ versionId: 'cacm', ordinal, similarity }];
    });
    return byWordsAndMeaning(byWords(topic), { passages: nearest(near, 0.25, 1000), isCalibrated: true }, 1000);
  });
  return { lexical, hybrid, anserini };
}

const OWNER = { role: 'chatman_owner', password: 'owner' };
const RUNTIME = { role: 'chatman_app', password: 'runtime' };
const DATABASE = 'chatman';
const PASSAGES_PER_DOCUMENT = 20;
/** One of them is open to clients, all to staff. */
const COLLECTIONS = 4;

async function atSize(plan: Plan): Promise<object> {
  const corpus = makeCorpus({
    passages: plan.passages,
    passagesPerDocument: PASSAGES_PER_DOCUMENT,
    questions: plan.questions,
    seed: 7,
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
    const sealed = await sealedFigures(corpus, url(RUNTIME, DATABASE), owner, plan);
    const baseline = plan.baseline ? await baselineFigures(corpus, owner, plan) : undefined;
    await owner.end();
    return { passages: plan.passages, questions: plan.questions, sealed, baseline };
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function sealedFigures(corpus: SyntheticCorpus, runtimeUrl: string, owner: pg.Client, plan: Plan): Promise<object> {
  const clock = new AdjustableClock();
  const knowledge = await aKnowledgeBase({ runtimeUrl, clock });
  const ingestionSeconds = await timed(() => ingest(knowledge, corpus));
  const afterIngestion = await state(runtimeUrl, owner, corpus, plan);
  clock.advance({ hours: 2 });
  const mergeSeconds = await timed(() => knowledge.merges.tidy());
  const atRest = await state(runtimeUrl, owner, corpus, plan);
  await knowledge.close();
  return { ingestionSeconds, afterIngestion, mergeSeconds, atRest };
}

/** In batches, with merges in between, as documents would come in over time. */
async function ingest(knowledge: TestKnowledge, corpus: SyntheticCorpus): Promise<void> {
  const collections: string[] = [];
  for (let nth = 0; nth < COLLECTIONS; nth++) {
    collections.push(await knowledge.addCollection(nth === 0 ? ['external_client', 'operations_team'] : ['operations_team']));
  }
  for (const [at, document] of corpus.documents.entries()) {
    await knowledge.addDocument(collections[at % COLLECTIONS] ?? '', document.passages.join('\n\n'), `Document ${at}`);
    if (at % 400 === 399) {
      await knowledge.merges.tidy();
      console.error(`${at + 1} of ${corpus.documents.length} documents`);
    }
  }
  await knowledge.merges.tidy();
}

async function state(runtimeUrl: string, owner: pg.Client, corpus: SyntheticCorpus, { repeat }: Plan): Promise<object> {
  await owner.query('VACUUM ANALYZE');
  const watch = new Stopwatch(owner, repeat);
  const once = new Stopwatch(owner, 1);
  const { rows } = await owner.query<{ chunks: number }>('SELECT chunks FROM rag.segment ORDER BY 1 DESC');
  const cold = await aKnowledgeBase({ runtimeUrl, settings: { cacheBytes: 0 } });
  const withoutMemory = {
    allVisible: await watch.measure(corpus.questions, search(cold, 'operations_team')),
    quarterVisible: await watch.measure(corpus.questions, search(cold, 'external_client')),
  };
  await cold.close();
  const warm = await aKnowledgeBase({ runtimeUrl });
  const withMemory = {
    allVisibleFirstTime: await once.measure(corpus.questions, search(warm, 'operations_team')),
    allVisible: await watch.measure(corpus.questions, search(warm, 'operations_team')),
    quarterVisible: await watch.measure(corpus.questions, search(warm, 'external_client')),
    allVisibleWithTexts: await watch.measure(corpus.questions, (question) =>
      warm.retrieval.passagesFor(aReader('operations_team'), { question }),
    ),
  };
  await warm.close();
  return { segments: rows.map((row) => row.chunks), megabytes: await sizes(owner), withoutMemory, withMemory };
}

function search(knowledge: TestKnowledge, role: 'operations_team' | 'external_client'): (question: string) => Promise<unknown> {
  const reader = aReader(role);
  return (question) => knowledge.searches.search([reader.role, reader.id], { question, limit: 50 });
}

/** Postings in rows of their own, neither sealed nor under a permission: what exact BM25 in a database costs anyway. */
async function baselineFigures(corpus: SyntheticCorpus, owner: pg.Client, { repeat }: Plan): Promise<object> {
  const rows = new PlainRows(owner, PASSAGES_PER_DOCUMENT);
  const ingestionSeconds = await timed(() => rows.ingest(corpus));
  const watch = new Stopwatch(owner, repeat);
  const { rows: size } = await owner.query<{ mb: number }>(
    `SELECT round(pg_total_relation_size('bench.plain_posting') / 1e6, 1)::float8 AS mb`,
  );
  await new Stopwatch(owner, 1).measure(corpus.questions, (question) => rows.search(question));
  return {
    ingestionSeconds,
    megabytes: size[0]?.mb,
    allVisible: await watch.measure(corpus.questions, (question) => rows.search(question)),
  };
}

/** Tables with their indexes, and of postings how much of that is in use. */
async function sizes(owner: pg.Client): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ name: string; mb: number }>(
    `SELECT name, round(pg_total_relation_size(name::regclass) / 1e6, 1)::float8 AS mb
       FROM unnest('{rag.posting,rag.segment,rag.segment_document,rag.chunk,rag.version,rag.document}'::text[]) name
     UNION ALL SELECT 'postings in use', round(sum(octet_length(data)) / 1e6, 1)::float8 FROM rag.posting`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.mb]));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return Number(((performance.now() - started) / 1000).toFixed(1));
}
