import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { databaseUrl } from '../../libs/platform/postgres/database-url.js';
import { parsePostmasterFile } from '../../libs/platform/postgres/embedded/postmaster-file.rules.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import type { ChatMan } from '../support/chat-man.js';
import { faultRounds, killAndRecover, theFirstPerson } from '../support/fault-people.js';
import { aChatMan, built } from '../support/installation.js';
import type { Person } from '../support/people.js';

const writers = 8;
const writesPerRound = 150;

beforeAll(built);

test(`kill -9 of API and database in the middle of writing, ${2 * faultRounds} times: what was acknowledged is there, with its audit row`, async () => {
  const chatMan = await aChatMan({ variables: { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000' } });
  const person = await theFirstPerson(chatMan);
  const acknowledged: string[] = [];
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const writing = Promise.all(Array.from({ length: writers }, () => writeUntil(stop.signal, chatMan, person, acknowledged)));

  for (let round = 0; round < 2 * faultRounds; round++) {
    const goal = acknowledged.length + writesPerRound + ((round * 37) % 50);
    await expect.poll(() => acknowledged.length, { timeout: 60_000, interval: 1 }).toBeGreaterThan(goal);
    await killAndRecover(chatMan, round % 2 === 0 ? 'API' : 'database');
  }
  stop.abort();
  await writing;

  const { conversations, records } = await whatIsThere(chatMan);
  expect(acknowledged.filter((id) => !conversations.has(id))).toEqual([]);
  expect([...conversations].filter((id) => !records.has(id))).toEqual([]);
  expect([...records].filter((id) => !conversations.has(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(2 * faultRounds * writesPerRound);
});

/** Starts conversations one after the other; only a 201 counts as acknowledged, and nothing else is an error here. */
async function writeUntil(stop: AbortSignal, chatMan: ChatMan, person: Person, acknowledged: string[]): Promise<void> {
  while (!stop.aborted) {
    const response = await person.send('POST', '/chat/conversations', {}).catch(() => null);
    const answer = response?.status === 201 ? await response.json().catch(() => null) : null;
    if (answer !== null) acknowledged.push((answer as { id: string }).id);
    else while (!stop.aborted && !(await chatMan.answers())) await setTimeout(20);
  }
}

async function whatIsThere(chatMan: ChatMan): Promise<{ conversations: Set<string>; records: Set<string> }> {
  const { place } = chatMan.options;
  const passwords = JSON.parse(readFileSync(join(place, 'config', '.database'), 'utf8')) as { owner: string };
  const lock = parsePostmasterFile(readFileSync(join(place, 'data', 'postgres', 'cluster', 'postmaster.pid'), 'utf8'))!;
  const address = { host: lock.socketDirectory, port: lock.port };
  const url = databaseUrl(address, { role: 'chatman_owner', password: passwords.owner }, 'chatman');
  return asRole(url, async (client) => {
    const ids = async (query: string): Promise<Set<string>> =>
      new Set((await client.query<{ id: string }>(query)).rows.map(({ id }) => id));
    return {
      conversations: await ids('SELECT id FROM chat.conversation'),
      records: await ids("SELECT object_id AS id FROM audit.event WHERE action = 'conversation.started' AND outcome = 'success'"),
    };
  });
}
