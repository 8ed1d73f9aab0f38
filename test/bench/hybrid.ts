import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '#platform/database/migrator/migrator.js';
import { databaseUrl } from '#platform/postgres/database-url.js';
import { EmbeddedPostgres } from '#platform/postgres/embedded/embedded-postgres.js';
import { freeLoopbackPort } from '#platform/postgres/embedded/free-port.js';
import { lineByLine } from '#platform/postgres/embedded/lines.js';
import { provideOwner, provideRuntimeLogin } from '#platform/postgres/roles/roles.js';
import { Ids } from '#platform/ids.js';
import { packVectors, type PassageVector } from '../../apps/api/src/rag/meaning/vector-block.rules.js';
import { aKnowledgeBase, aReader, type TestKnowledge } from '../support/knowledge.js';
import { goodPassword, signedIn, type Person } from '../support/people.js';
import { openedMasterIn, testMasterPassword } from '../support/shared-master.js';
import { residentMegabytes } from './process-figures.js';
import { makeCorpus, type SyntheticCorpus } from './retrieval-corpus.js';
import { Stopwatch } from './stopwatch.js';

const OWNER = { role: 'chatman_owner', password: 'owner' };
const RUNTIME = { role: 'chatman_app', password: 'runtime' };
const DATABASE = 'chatman';
const passagesPerDocument = 20;
const dimensions = 384;
/** Of a passage of 150 words: the model reads 256 tokens. */
const partsOfPassage = 2;

/**
 * Search by words and by meaning: how long it takes, of which the question's embedding, and what the built API needs. Vectors of passages are
 * made up, since embedding them takes hours and their values change no time; the question's are real.
 */
export default async function hybrid(): Promise<void> {
  const { values } = parseArgs({
    options: {
      passages: { type: 'string', default: '100000' },
      questions: { type: 'string', default: '200' },
      vectorBytes: { type: 'string', default: '134217728' },
      // Kept, and used as it is the next time.
      home: { type: 'string' },
    },
  });
  const [passages, questions, vectorBytes] = [Number(values.passages), Number(values.questions), Number(values.vectorBytes)];
  const home = values.home ?? mkdtempSync(join(tmpdir(), 'chatman-bench-'));
  const isFilled = existsSync(join(home, 'filled'));
  const configDir = join(home, 'config');
  mkdirSync(configDir, { mode: 0o700, recursive: true });
  const server = await EmbeddedPostgres.start({ home: join(home, 'postgres'), password: 'superuser' });
  const url = (login: { role: string; password: string }, database: string): string =>
    databaseUrl(server.address, login, database);
  try {
    await provideOwner(url({ role: server.superuser, password: 'superuser' }, 'postgres'), OWNER, DATABASE);
    await migrate({ ownerUrl: url(OWNER, DATABASE), directory: resolve('migrations') });
    await provideRuntimeLogin(url(OWNER, DATABASE), RUNTIME);
    const owner = new pg.Client({ connectionString: url({ role: server.superuser, password: 'superuser' }, DATABASE) });
    await owner.connect();
    owner.on('error', () => undefined); // the server is stopped at the end
    const runtimeUrl = url(RUNTIME, DATABASE);
    const corpus = makeCorpus({ passages, passagesPerDocument, questions, seed: 7 });
    const master = await openedMasterIn(configDir);
    const filled = isFilled ? null : await filledWith(corpus.documents, { runtimeUrl, master, owner });
    if (filled !== null) writeFileSync(join(home, 'filled'), '');
    const inProcess = await searched({ runtimeUrl, master, vectorBytes, owner, questions: corpus.questions });
    const api = await asked({ home, configDir, runtimeUrl, vectorBytes, questions: corpus.questions });
    console.log(JSON.stringify({ passages, questions, ...filled, inProcess, api }, null, 2));
  } finally {
    await server.stop();
    if (values.home === undefined) rmSync(home, { recursive: true, force: true });
  }
}

async function filledWith(
  documents: SyntheticCorpus['documents'],
  { runtimeUrl, master, owner }: Pick<Searched, 'runtimeUrl' | 'master' | 'owner'>,
): Promise<object> {
  const knowledge = await aKnowledgeBase({ runtimeUrl, master, meaning: 'auto' });
  const lexicalIngest = await ingested(knowledge, documents);
  const vectorSeconds = await withVectors(knowledge, owner);
  await knowledge.close();
  await owner.query('VACUUM ANALYZE');
  return { lexicalIngest, vectorSeconds };
}

async function ingested(
  knowledge: TestKnowledge,
  documents: readonly { readonly passages: readonly string[] }[],
): Promise<object> {
  const collections = [await knowledge.addCollection(['admin', 'operations_team']), await knowledge.addCollection(['admin'])];
  let tidying = 0;
  const started = performance.now();
  for (const [at, { passages }] of documents.entries()) {
    await knowledge.addDocument(collections[at % 2]!, passages.join('\n\n'), `Document ${at}`);
    if (at % 400 < 399) continue;
    const began = performance.now();
    await knowledge.merges.tidy();
    tidying += performance.now() - began;
    console.error(`${at + 1} of ${documents.length} documents`);
  }
  const seconds = (performance.now() - started - tidying) / 1000;
  return {
    seconds: rounded(seconds),
    perSecond: rounded((documents.length * passagesPerDocument) / seconds),
    mergeSeconds: rounded(tidying / 1000),
  };
}

/** Vectors that resemble each other as those of English passages do. */
async function withVectors({ vectors, keyring, transactions, models }: TestKnowledge, owner: pg.Client): Promise<number> {
  const started = performance.now();
  const ids = new Ids();
  const model = (await models.configured.id())!;
  const made = Array.from({ length: 500 }, (_, nth) => madeUp(nth));
  const { rows } = await owner.query<{ id: string; collection: string; chunks: number }>(
    `SELECT id, collection_id AS collection, chunks FROM rag.version WHERE state = 'ready' ORDER BY id`,
  );
  let drawn = 0;
  for (const { id: versionId, collection, chunks } of rows) {
    const some = Array.from({ length: chunks * partsOfPassage }, (_, nth): PassageVector => ({
      passage: Math.floor(nth / partsOfPassage),
      vector: made[(drawn = (drawn * 1_103_515_245 + 12_345 + nth) % 2_147_483_648) % made.length]!,
    }));
    await transactions.run(async (tx) => {
      const block = { id: ids.next(), versionId, firstOrdinal: 0, passages: chunks, model, dimensions };
      await vectors.add(tx, await keyring.forCollection(collection, tx), { ...block, data: packVectors(some) });
    });
  }
  return rounded((performance.now() - started) / 1000);
}

function madeUp(seed: number): Float32Array {
  const values = Float32Array.from(
    { length: dimensions },
    (_, at) => Math.sin(at * 1.7) * 0.4 + Math.sin((seed + 1) * (at + 1) * 12.9898),
  );
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

interface Searched {
  readonly runtimeUrl: string;
  readonly master: Awaited<ReturnType<typeof openedMasterIn>>;
  readonly vectorBytes: number;
  readonly owner: pg.Client;
  readonly questions: readonly string[];
}

/** Without HTTP: each stage for itself, everything opened already. */
async function searched({ runtimeUrl, master, vectorBytes, owner, questions }: Searched): Promise<object> {
  const watch = new Stopwatch(owner, 1);
  const reader = aReader('admin');
  const names = [reader.role, reader.id];
  const request = (question: string) => ({ question, limit: 50 });
  const words = await aKnowledgeBase({ runtimeUrl, master });
  for (const question of questions.slice(0, 50)) await words.searches.search(names, request(question));
  const byWords = await watch.measure(questions, (question) => words.searches.search(names, request(question)));
  await words.close();
  const both = await aKnowledgeBase({ runtimeUrl, master, meaning: 'auto', vectorBytes });
  await both.models.configured.embed(['warm'], 'question');
  const embedding = await watch.measure(questions, (question) => both.models.configured.embed([question], 'question'));
  for (const question of questions.slice(0, 50)) await both.searches.search(names, request(question));
  const byBoth = await watch.measure(questions, (question) => both.searches.search(names, request(question)));
  await both.close();
  return { byWords, embedding, byBoth };
}

interface Asked {
  readonly home: string;
  readonly configDir: string;
  readonly runtimeUrl: string;
  readonly vectorBytes: number;
  readonly questions: readonly string[];
}

/** The built API over HTTP, with the texts of what was found: times, and the memory of its process. */
async function asked({ home, configDir, runtimeUrl, vectorBytes, questions }: Asked): Promise<object> {
  const port = await freeLoopbackPort();
  const flags = [
    '--max-semi-space-size=8',
    '--v8-pool-size=1',
    '--heap-growing-percent=200',
    '--no-concurrent-marking',
    '--expose-gc',
  ];
  const api = spawn(process.execPath, [...flags, resolve('dist/apps/api/src/main.js')], {
    env: {
      PATH: process.env['PATH'],
      MALLOC_ARENA_MAX: '2',
      PORT: String(port),
      CHAT_MAN_PASSWORD: testMasterPassword,
      SESSION_SECRET: 'a session secret that is only used in tests',
      CHAT_MAN_CONFIG_DIR: configDir,
      CHAT_MAN_DATA_DIR: join(home, 'data'),
      DATABASE_RUNTIME_URL: runtimeUrl,
      CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000',
      CHAT_MAN__RETRIEVAL__VECTORBYTES: String(vectorBytes),
      CHAT_MAN__BACKUP__AUTOBACKUPENABLED: 'false',
      CHAT_MAN__BACKUP__TESTBACKUPSENABLED: 'false',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  try {
    const person = await ownerOf(api, port);
    const memory = (): number => residentMegabytes(api.pid!)!;
    const idle = memory();
    const ask = (query: string): Promise<unknown> => person.ask('POST', '/rag/search', { query, limit: 10 });
    for (const question of questions.slice(0, 50)) await ask(question);
    const times: number[] = [];
    for (const question of questions) {
      const started = performance.now();
      await ask(question);
      times.push(performance.now() - started);
    }
    times.sort((one, other) => one - other);
    const at = (share: number): number => rounded(times[Math.floor(times.length * share)]!);
    await wait(5_000);
    const megabytes = { idle, loaded: memory(), highest: residentMegabytes(api.pid!, 'VmHWM') };
    return { p50Ms: at(0.5), p95Ms: at(0.95), megabytes };
  } finally {
    api.kill('SIGKILL');
  }
}

/** The owner, whose first password is the master password and has to be changed. */
async function ownerOf(api: ChildProcess, port: number): Promise<Person> {
  await new Promise<void>((resolved, failed) => {
    lineByLine(api.stdout!, (line) => line.startsWith('Chat Man is ready at ') && resolved());
    lineByLine(api.stderr!, (line) => console.error(line));
    api.once('exit', () => failed(new Error('The API has ended.')));
  });
  const url = `http://127.0.0.1:${port}`;
  const changed = await signedIn({ url }, 'owner', goodPassword).catch(() => null);
  if (changed !== null) return changed;
  const owner = await signedIn({ url }, 'owner', testMasterPassword);
  await owner.ask('POST', '/auth/password', { currentPassword: testMasterPassword, newPassword: goodPassword });
  return signedIn({ url }, 'owner', goodPassword);
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
