import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type pg from 'pg';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { AuditVerification } from '../../libs/contracts/audit/audit.js';
import { databaseUrl } from '../../libs/platform/postgres/database-url.js';
import { parsePostmasterFile } from '../../libs/platform/postgres/embedded/postmaster-file.rules.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import type { ChatMan } from '../support/chat-man.js';
import { faultRounds, killAndRecover, theFirstPerson } from '../support/fault-people.js';
import { aChatMan, built } from '../support/installation.js';
import type { Person } from '../support/people.js';

const writers = 32;
const writesPerRound = 100;
/** Eight for each of the two at most: at a ninth end in a row the supervisor may give up, as it should, and the service manager takes over. */
const rounds = 2 * Math.min(faultRounds, 8);
/** A kill and the way back take seconds at first, and half a minute when the supervisor has come to wait longest. */
vi.setConfig({ testTimeout: 120_000 + rounds * 45_000 });

beforeAll(built);

test(`kill -9 of API, sequencer and database under ${writers} writers, ${rounds} times: the log loses nothing, doubles nothing and does not fork`, async () => {
  const chatMan = await aChatMan({ variables: { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000' } });
  const person = await theFirstPerson(chatMan);
  const acknowledged: string[] = [];
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const writing = Promise.all(Array.from({ length: writers }, () => writeUntil(stop.signal, chatMan, person, acknowledged)));

  for (let round = 0; round < rounds; round++) {
    const goal = acknowledged.length + writesPerRound + ((round * 37) % 50);
    await expect.poll(() => acknowledged.length, { timeout: 90_000, interval: 1 }).toBeGreaterThan(goal);
    await killAndRecover(chatMan, round % 2 === 0 ? 'API' : 'database');
  }
  stop.abort();
  await writing;
  expect(endsOf(chatMan, 'api')).toEqual(killed(rounds / 2)); // a database that dies takes no API with it
  expect(endsOf(chatMan, 'database')).toEqual(killed(rounds / 2));

  await expect.poll(() => unsigned(chatMan), { timeout: 10_000 }).toBe(0);
  expect(await verified(chatMan)).toMatchObject({ valid: true, firstBad: null, waiting: 0 });
  const placed = await inDatabase(chatMan, async (client) => {
    const { rows } = await client.query<{ id: string; places: string }>(
      `SELECT event.object_id AS id, count(leaf.index) AS places FROM audit.event event LEFT JOIN audit.leaf leaf ON leaf.seq = event.seq
        WHERE event.action = 'conversation.started' AND event.outcome = 'success' GROUP BY event.object_id`,
    );
    return new Map(rows.map(({ id, places }) => [id, Number(places)]));
  });
  expect(acknowledged.filter((id) => placed.get(id) !== 1)).toEqual([]);
  expect([...placed.values()].filter((places) => places !== 1)).toEqual([]);

  await person.send('POST', '/chat/conversations', {});
  await expect.poll(() => unsigned(chatMan), { timeout: 1_000, interval: 10 }).toBe(0);
});

/** Starts conversations one after the other; only a 201 counts as acknowledged, and nothing else is an error here. */
async function writeUntil(stop: AbortSignal, chatMan: ChatMan, person: Person, acknowledged: string[]): Promise<void> {
  while (!stop.aborted) {
    const response = await person.send('POST', '/chat/conversations', {}).catch(() => null);
    const answer = response?.status === 201 ? await response.json().catch(() => null) : null;
    if (answer !== null) acknowledged.push((answer as { id: string }).id);
    else while (!stop.aborted && !(await chatMan.answers())) await setTimeout(50);
  }
}

/** The signal that ended each process, as its supervisor reports; null when it ended by itself. */
function endsOf(chatMan: ChatMan, name: 'api' | 'database'): (string | null)[] {
  return chatMan.log
    .filter((line) => line.includes(`"${name} ended `))
    .map((line) => (JSON.parse(line) as { signal: string | null }).signal);
}

function killed(times: number): string[] {
  return Array.from({ length: times }, () => 'SIGKILL');
}

/** Events that no checkpoint speaks of yet. */
async function unsigned(chatMan: ChatMan): Promise<number> {
  return inDatabase(chatMan, async (client) => {
    const { rows } = await client.query<{ count: string }>(
      'SELECT count(*) AS count FROM audit.event event WHERE NOT EXISTS (SELECT FROM audit.leaf leaf WHERE leaf.seq = event.seq)',
    );
    return Number(rows[0]!.count);
  });
}

/** `chatman audit verify`, in a process of its own beside the running installation. */
async function verified(chatMan: ChatMan): Promise<AuditVerification> {
  const { place } = chatMan.options;
  const variables = {
    CHAT_MAN_DATA_DIR: join(place, 'data'),
    CHAT_MAN_CONFIG_DIR: join(place, 'config'),
    PATH: process.env['PATH'] ?? '',
  };
  const program = resolve('dist/apps/cli/src/main.js');
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'audit', 'verify', '--json'], { env: variables });
  return JSON.parse(stdout) as AuditVerification;
}

async function inDatabase<T>(chatMan: ChatMan, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { place } = chatMan.options;
  const passwords = JSON.parse(readFileSync(join(place, 'config', '.database'), 'utf8')) as { owner: string };
  const lock = parsePostmasterFile(readFileSync(join(place, 'data', 'postgres', 'cluster', 'postmaster.pid'), 'utf8'))!;
  const address = { host: lock.socketDirectory, port: lock.port };
  return asRole(databaseUrl(address, { role: 'chatman_owner', password: passwords.owner }, 'chatman'), work);
}
