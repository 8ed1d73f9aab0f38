import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { GenerationStarted } from '../../libs/contracts/chat/chat.js';
import { ChatMan } from '../support/chat-man.js';
import { theFirstPerson } from '../support/fault-people.js';
import { registered, type Person } from '../support/people.js';
import { atRate, call, inParallel, jsonOf, rounded, timed, type Ask, type Figures, type Percentiles } from './chat-load.js';
import { processorMs, residentMegabytes } from './process-figures.js';

/** What the model server does: a token every 20 ms after a first one at 50 ms, 40 of them. */
const model = { firstTokenMs: 50, tokenMs: 20, tokens: 40 };
const people = 10;
/** Forty sections to search in. */
const knowledge = Array.from({ length: 40 }, (_, index) => {
  const subject = ['Backups', 'Restores', 'Audit', 'Retention', 'Roles'][index % 5];
  return `## ${subject} ${index}\n\n${subject} of group ${index} are kept for ${index + 7} days. Two people may restore one.\n`;
}).join('\n');
const question = 'How long are backups kept, and who may restore one?';

/**
 * Time to first token and per token through Chat Man, beside the same model server called directly by the same client: one process each
 * for the client, the model server, the API and PostgreSQL, durable commits, sealing, audit and retrieval on. The built product is
 * measured; build it first.
 */
export default async function chat(): Promise<void> {
  const { values } = parseArgs({
    options: {
      parallel: { type: 'string', default: '1,50,200' },
      rate: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '20' },
    },
  });
  const place = mkdtempSync(join(tmpdir(), 'chatman-bench-'));
  const server = await startModel();
  const chatMan = await startChatMan(place, server.url);
  try {
    const idle = residentMegabytes(chatMan.apiPid);
    const readers = await makePeople(chatMan);
    const direct = askingModel(server.url);
    const through = askingChatMan(chatMan.url, readers);
    await inParallel(await through(20), 4, 20); // warm

    const runs = [];
    for (const parallel of values.parallel.split(',').map(Number)) {
      const answers = Math.max(20, parallel * 3);
      const ask = await through(answers);
      runs.push(compared({ parallel }, await inParallel(direct, parallel, answers), await inParallel(ask, parallel, answers)));
    }
    const rate = Number(values.rate);
    const answers = rate * Number(values.seconds);
    const ask = await through(answers);
    const directly = await atRate(direct, rate, answers);
    const before = processorMs(chatMan.apiPid);
    const figures = await atRate(ask, rate, answers);
    const spent = (processorMs(chatMan.apiPid) ?? NaN) - (before ?? NaN);
    runs.push({ ...compared({ perSecond: rate }, directly, figures), apiMsPerAnswer: rounded(spent / answers) });
    const memory = { idleBeforeFirstCall: idle, afterwards: residentMegabytes(chatMan.apiPid) };
    console.log(JSON.stringify({ model, memoryMegabytes: memory, runs }, null, 2));
  } finally {
    await chatMan.stop();
    server.stop();
    rmSync(place, { recursive: true, force: true });
  }
}

export async function startModel(knobs: object = model): Promise<{ readonly url: string; stop(): void }> {
  const child = fork(resolve('test/support/model-server/run.mjs'), ['--knobs', JSON.stringify(knobs)], {
    silent: true,
    execArgv: [],
  });
  const [line] = (await once(child.stdout!.setEncoding('utf8'), 'data')) as [string];
  return { url: /http:\S+/.exec(line)![0], stop: () => child.kill() };
}

function startChatMan(place: string, modelUrl: string): Promise<ChatMan> {
  mkdirSync(join(place, 'config'), { recursive: true, mode: 0o700 });
  writeFileSync(join(place, 'config/knowledge.md'), knowledge);
  const variables = { OLLAMA_BASE_URL: modelUrl, CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000' };
  return ChatMan.start({ place, variables });
}

async function makePeople(chatMan: ChatMan): Promise<Person[]> {
  const readers = [await theFirstPerson(chatMan)];
  for (let index = 1; index < people; index += 1) readers.push(await registered(chatMan, `reader.${index}`));
  return readers;
}

function askingModel(url: string): Ask {
  return async () => {
    const began = performance.now();
    const body = { model: 'llama3.2:3b', messages: [{ role: 'user', content: question }] };
    const response = await call({ url: `${url}/api/chat`, method: 'POST', body });
    return timed(began, response, model.tokens, (piece) => piece.includes('"done":false'));
  };
}

/** Conversations are made beforehand: a question in a new one is what is measured, from its sending to its last text. */
export function askingChatMan(
  url: string,
  readers: readonly Person[],
  beside: Readonly<Record<string, string>> = {},
): (answers: number) => Promise<Ask> {
  return async (answers) => {
    const ids: string[] = [];
    for (let index = 0; index < answers; index += 1) {
      ids.push((await readers[index % people]!.ask<{ id: string }>('POST', '/chat/conversations', {})).id);
    }
    return async (index) => {
      const headers = { cookie: readers[index % people]!.cookie, ...beside };
      const began = performance.now();
      const path = `${url}/api/chat/conversations/${ids[index]}/messages`;
      const { generation } = await jsonOf<GenerationStarted>(
        await call({ url: path, method: 'POST', headers, body: { content: question } }),
      );
      const events = await call({ url: `${url}/api/chat/generations/${generation.id}/events`, method: 'GET', headers });
      let isDone = false;
      const timing = await timed(began, events, model.tokens, (piece) => {
        if (piece.includes('"status":"completed"')) isDone = true;
        return piece.includes('event: delta');
      });
      if (!isDone) throw new Error('The answer was not completed.');
      return timing;
    };
  };
}

function compared(load: object, direct: Figures, through: Figures): object {
  const added = (key: 'firstToken' | 'perToken'): Percentiles => ({
    p50: rounded(through[key].p50 - direct[key].p50),
    p95: rounded(through[key].p95 - direct[key].p95),
    p99: rounded(through[key].p99 - direct[key].p99),
  });
  console.error(JSON.stringify({ ...load, added: added('firstToken'), errors: through.errors }));
  return { ...load, direct, through, added: { firstToken: added('firstToken'), perToken: added('perToken') } };
}
