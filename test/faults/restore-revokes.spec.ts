import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test, vi } from 'vitest';
import type { CreatedToken } from '../../libs/contracts/auth/tokens.js';
import type { Backup } from '../../libs/contracts/backup/backup.js';
import type { Hold, HoldList } from '../../libs/contracts/retention/holds.js';
import type { RightsRequest } from '../../libs/contracts/rights/requests.js';
import { databaseUrl } from '../../libs/platform/postgres/database-url.js';
import { runningServer } from '../../libs/platform/postgres/embedded/running-server.js';
import { codeOf } from '../support/answers.js';
import { chatman } from '../support/command-line.js';
import type { ChatMan } from '../support/chat-man.js';
import { theFirstPerson } from '../support/fault-people.js';
import { aChatMan, aPlace, built } from '../support/installation.js';
import { elsewhere, registered, signedIn, type Person } from '../support/people.js';
import { isThorough } from '../support/thorough.js';

const rounds = isThorough ? 20 : 1;
/** Each round starts the product twice and restores once. */
vi.setConfig({ testTimeout: 120_000 + rounds * 60_000 });

beforeAll(built);

test('a person who was erased, or a collection that was deleted, after the backup is nowhere in what is restored from it', async () => {
  const place = aPlace();
  let chatMan = await aChatMan({ place });
  let admin = await theFirstPerson(chatMan);
  await anOfficer(chatMan, admin);
  const erased: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const person = await registered(chatMan, `erased.${round}`);
    await person.ask('POST', '/chat/conversations', { title: 'Zanzibar lantern' });
    const named = { name: `Ward ${round}`, description: 'Of the ward', readers: ['admin'] };
    const collection = await admin.ask<{ id: string }>('POST', '/rag/collections', named);
    const backup = await admin.ask<Backup>('POST', '/backup/create?wait=true', {});
    expect(await tablesNaming(place, person.id)).toContain('auth.user');
    await erase(await signedIn(chatMan, 'officer'), person);
    await admin.ask('DELETE', `/rag/collections/${collection.id}`);
    chatMan = await restored(chatMan, backup.id);
    erased.push(person.id, collection.id);
    for (const id of erased) expect(await tablesNaming(place, id)).toEqual([]);
    expect(await statusOfSignIn(chatMan, person)).toBe(401);
    expect((await chatman(place, 'audit', 'accept-loss', '--reason', 'restored on purpose')).code).toBe(0);
    admin = await signedIn(chatMan, admin.username);
  }
});

test('what was erased of a person after the backup, of whom a hold keeps a part, is nowhere in what is restored from it', async () => {
  const place = aPlace();
  let chatMan = await aChatMan({ place });
  const admin = await theFirstPerson(chatMan);
  const officer = await anOfficer(chatMan, admin);
  const person = await registered(chatMan, 'erased.in.part');
  const [kept, gone] = [
    await person.ask<{ id: string }>('POST', '/chat/conversations', { title: 'Ashgrove' }),
    await person.ask<{ id: string }>('POST', '/chat/conversations', { title: 'Zanzibar lantern' }),
  ];
  const backup = await admin.ask<Backup>('POST', '/backup/create?wait=true', {});
  await placed(officer, { conversations: [kept.id] });
  await erase(officer, person);
  expect(await tablesNaming(place, gone.id)).toEqual([]);

  chatMan = await restored(chatMan, backup.id);
  expect(await tablesNaming(place, gone.id)).toEqual([]);
  expect(await tablesNaming(place, kept.id)).toEqual(expect.arrayContaining(['chat.conversation', 'retention.hold_item']));
  expect(await statusOfSignIn(chatMan, person)).toBe(401);
});

test('a hold that was placed after the backup is in force, one that was released is not, and nobody is signed in', async () => {
  const place = aPlace();
  let chatMan = await aChatMan({ place });
  const admin = await theFirstPerson(chatMan);
  const officer = await anOfficer(chatMan, admin);
  const client = await registered(chatMan, 'held.client');
  const leaver = await registered(chatMan, 'leaver');
  const { id } = await client.ask<{ id: string }>('POST', '/chat/conversations', { title: 'Ashgrove' });
  const { token } = await admin.ask<CreatedToken>('POST', '/auth/tokens', {
    ...{ name: 'nightly', scopes: ['account:own'], expiresInDays: 30 },
  });
  const withToken = (): Promise<number> =>
    fetch(`${chatMan.url}/api/auth/me`, { headers: { Authorization: `Bearer ${token}` } }).then(({ status }) => status);
  const early = await placed(officer, { subjects: [leaver.id] });
  expect(await withToken()).toBe(200);

  const backup = await admin.ask<Backup>('POST', '/backup/create?wait=true', {});
  const reason = 'The claim was settled';
  const { approval } = await officer.ask<{ approval: { id: string } }>('POST', `/retention/holds/${early.id}/release`, {
    reason,
  });
  await admin.ask('POST', `/approvals/${approval.id}/approve`, { reason });
  const late = await placed(officer, { conversations: [id] });
  await admin.ask('POST', `/users/${leaver.id}/disable`, { reason: 'Left the house today' });
  chatMan = await restored(chatMan, backup.id);

  expect(await withToken()).toBe(401);
  expect((await elsewhere(admin, chatMan.url).send('GET', '/auth/me')).status).toBe(401);
  expect(await statusOfSignIn(chatMan, leaver)).toBe(401);
  const reader = await signedIn(chatMan, 'officer');
  const { items } = await reader.ask<HoldList>('GET', '/retention/holds');
  const holds = new Map(items.map((hold) => [hold.id, hold]));
  expect(holds.get(late.id)).toMatchObject({ inForce: true, matter: late.matter });
  expect(holds.get(early.id)).toMatchObject({ releasedBy: { id: admin.id } });
  const again = await signedIn(chatMan, client.username);
  expect(await codeOf(again.send('DELETE', `/chat/conversations/${id}`))).toBe('under-hold');
});

/** Stops it, restores the backup from the shell, and starts it again. */
async function restored(chatMan: ChatMan, id: string): Promise<ChatMan> {
  await chatMan.stop();
  const { place } = chatMan.options;
  expect(await chatman(place, 'backup', 'restore', id, '--yes')).toMatchObject({ code: 0 });
  return aChatMan({ place });
}

/** A second person, who may place holds and carry out what data subjects ask for. */
async function anOfficer(chatMan: ChatMan, admin: Person): Promise<Person> {
  const { id } = await registered(chatMan, 'officer');
  await admin.ask('PATCH', `/users/${id}`, { role: 'compliance_officer', reason: 'Looks after data protection' });
  return signedIn(chatMan, 'officer');
}

async function erase(officer: Person, person: Person): Promise<void> {
  const { id } = await person.ask<RightsRequest>('POST', '/dsr/requests', { type: 'erasure', details: '' });
  await officer.ask('POST', `/dsr/requests/${id}/approve`, {});
  const state = async (): Promise<string> => (await officer.ask<RightsRequest>('GET', `/dsr/requests/${id}`)).state;
  await expect.poll(state, { timeout: 60_000, interval: 300 }).toBe('completed');
}

function placed(officer: Person, scope: object): Promise<Hold> {
  const hold = { matter: 'Claim of Mx Ashgrove', reason: 'The court asked for it', reviewAt: '2040-01-01', scope };
  return officer.ask<Hold>('POST', '/retention/holds', hold);
}

async function statusOfSignIn({ url }: ChatMan, { username, password }: Person): Promise<number> {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ username, password });
  return (await fetch(`${url}/api/auth/login`, { method: 'POST', headers, body })).status;
}

/** These name people by ids that mean nothing any more: the log, whose leaves commit to them, and that somebody was erased. */
const pseudonymous = /^(audit\.|keyring\.destroyed_owner$)/;

/** The tables of the running installation with a row that names the account, besides those. */
async function tablesNaming(place: string, id: string): Promise<string[]> {
  const server = runningServer(join(place, 'data', 'postgres'));
  const { superuser } = JSON.parse(readFileSync(join(place, 'config', '.database'), 'utf8')) as { superuser: string };
  const client = new pg.Client(databaseUrl(server!, { role: 'chatman_superuser', password: superuser }, 'chatman'));
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS "table" FROM pg_tables WHERE schemaname !~ '^pg_|information_schema'`,
    );
    const naming: string[] = [];
    for (const { table } of rows.filter((row) => !pseudonymous.test(row.table))) {
      const found = await client.query(`SELECT FROM ${table} AS each WHERE each::text LIKE $1 LIMIT 1`, [`%${id}%`]);
      if (found.rowCount) naming.push(table.replaceAll('"', ''));
    }
    return naming;
  } finally {
    await client.end();
  }
}
