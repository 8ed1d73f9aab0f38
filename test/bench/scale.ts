import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ChatMan } from '../support/chat-man.js';
import { at, installed, type Installed } from '../support/front/instances.js';
import { built } from '../support/installation.js';
import { registered, type Person } from '../support/people.js';
import { askingChatMan, startModel } from './chat.js';
import { call, inParallel, percentiles, rounded, type Percentiles } from './chat-load.js';
import { processorMs } from './process-figures.js';

/** A token every 20 ms after a first one at 50 ms, 40 of them, to as many readers at once as ask. */
const model = { firstTokenMs: 50, tokenMs: 20, tokens: 40, parallel: 500 };
const people = 10;
const paths = ['/api/auth/me', '/api/chat/conversations?limit=20'];

/** What nginx says; for the process that is asked without it. */
const asOverTls = { 'x-forwarded-proto': 'https' };

interface Requests {
  readonly perSecond: number;
  readonly errors: number;
  readonly ms: Percentiles;
  /** Processor time of all instances. */
  readonly apiMsEach: number;
}

/**
 * Requests a second and concurrent streams with one, two and three processes behind nginx with TLS, over one PostgreSQL, in production mode. The
 * baseline is one process without nginx. The load, nginx, PostgreSQL, the model server and all processes share the processors of this machine, so
 * that the figures of one machine say when more processes stop helping there, not how far several machines go.
 */
export default async function scale(): Promise<void> {
  const { values } = parseArgs({
    options: {
      processes: { type: 'string', default: '1,2,3' },
      seconds: { type: 'string', default: '10' },
      connections: { type: 'string', default: '24' },
      streams: { type: 'string', default: '100' },
    },
  });
  const load = { seconds: Number(values.seconds), connections: Number(values.connections), streams: Number(values.streams) };
  await built();
  const server = await startModel(model);
  const runs = [];
  let baseline: object | null = null;
  let front = '';
  try {
    for (const processes of values.processes.split(',').map(Number)) {
      const place = mkdtempSync(join(tmpdir(), 'chatman-bench-'));
      const all = await installed(place, processes, { OLLAMA_BASE_URL: server.url, CHAT_MAN__BACKUP__ENABLED: 'false' });
      try {
        front = all.front.kind;
        const readers = await makePeople(all);
        const [first] = all.instances;
        if (baseline === null)
          baseline = await measured(
            [first!],
            readers.map((reader) => at(first!, reader)),
            first!.url,
            load,
          );
        runs.push({ processes, ...(await measured(all.instances, readers, all.front.url, load)) });
        console.error(JSON.stringify(runs.at(-1)));
      } finally {
        await all.stop();
        rmSync(place, { recursive: true, force: true });
      }
    }
    console.log(JSON.stringify({ processors: availableParallelism(), front, model, load, baseline, runs }, null, 2));
  } finally {
    server.stop();
  }
}

async function makePeople({ front }: Installed): Promise<Person[]> {
  const readers: Person[] = [];
  for (let index = 0; index < people; index += 1) readers.push(await registered(front, `reader.${index}`));
  return readers;
}

async function measured(
  instances: readonly ChatMan[],
  readers: readonly Person[],
  url: string,
  load: { readonly seconds: number; readonly connections: number; readonly streams: number },
): Promise<object> {
  const asks = await askingChatMan(url, readers, asOverTls)(load.streams * 2);
  await requests(instances, readers, url, { ...load, seconds: 2 }); // warm
  const asked = await requests(instances, readers, url, load);
  const began = performance.now();
  const answers = await inParallel(asks, load.streams, load.streams * 2);
  const answersPerSecond = rounded((answers.answers * 1000) / (performance.now() - began));
  return { requests: asked, streams: { atOnce: load.streams, answersPerSecond, ...answers } };
}

async function requests(
  instances: readonly ChatMan[],
  readers: readonly Person[],
  url: string,
  { seconds, connections }: { readonly seconds: number; readonly connections: number },
): Promise<Requests> {
  const until = performance.now() + seconds * 1000;
  const took: number[] = [];
  let errors = 0;
  const spent = (): number => instances.reduce((sum, { apiPid }) => sum + (processorMs(apiPid) ?? NaN), 0);
  const before = spent();
  const asks = async (nth: number): Promise<void> => {
    const headers = { cookie: readers[nth % readers.length]!.cookie, ...asOverTls };
    for (let index = nth; performance.now() < until; index += 1) {
      const began = performance.now();
      const response = await call({ url: url + paths[index % paths.length]!, method: 'GET', headers }).catch(() => null);
      for await (const piece of response ?? []) void piece;
      if (response?.statusCode === 200) took.push(performance.now() - began);
      else errors += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, nth) => asks(nth)));
  const apiMsEach = rounded((spent() - before) / took.length);
  return { perSecond: rounded(took.length / seconds), errors, ms: percentiles(took), apiMsEach };
}
