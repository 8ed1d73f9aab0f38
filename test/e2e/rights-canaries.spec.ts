import { randomInt } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ImportStarted } from '../../libs/contracts/chat/import.js';
import type { RightsRequest } from '../../libs/contracts/rights/requests.js';
import { OPENED_MASTER } from '../../libs/platform/keyring/master/wrap-keys.js';
import type { OpenedMaster } from '../../libs/platform/keyring/master/master-password.js';
import { BackupFacade } from '../../apps/api/src/backup/backup.facade.js';
import { KeyringCopies } from '../../apps/api/src/backup/keyring-copy/keyring-copies.js';
import { openTable } from '../../apps/api/src/backup/engine/table-reader.js';
import { anApp, type TestApp } from '../support/app.js';
import { anAttachment } from '../support/attachments.js';
import { aPerson, aTokenOf, theFirstAdmin } from '../support/inserted-people.js';
import { openedValues } from '../support/opened-rows.js';
import type { Person } from '../support/people.js';
import { isThorough } from '../support/thorough.js';
import { jobOver, sends } from '../support/uploads.js';

const erasures = isThorough ? 200 : 12;
const staying = isThorough ? 40 : 4;
/** Each is erased together with up to as many others, at the same time. */
const atOnce = 8;

interface Subject {
  readonly person: Person;
  /** Words that are in everything of theirs, and nowhere else. */
  readonly canary: string;
}

let chatMan: TestApp;
let admin: Person;
let officer: Person;
let superuser: pg.Client;

beforeAll(async () => {
  chatMan = await anApp({ settings: { auth: { requireMfa: 'none' } } });
  admin = await theFirstAdmin(chatMan);
  officer = await aPerson(chatMan, 'olga', { role: 'compliance_officer' });
  superuser = new pg.Client({ connectionString: chatMan.database.superuserUrl });
  superuser.on('error', () => undefined); // the database is dropped before this connection ends
  await superuser.connect();
  return () => superuser.end();
});

/** Somebody with something in every store that a person can reach. */
async function populated(number: number): Promise<Subject> {
  const canary = `zqx${number.toString(36)}q${randomInt(2 ** 40).toString(36)}wv`;
  const person = await aPerson(chatMan, `p${number}.${canary}`, { displayName: `Name ${canary}`, role: 'operations_team' });
  const { id } = await person.ask<{ id: string }>('POST', '/chat/conversations', { title: canary, systemPrompt: canary });
  const asked = await person.ask<{ message: { id: string } }>('POST', '/chat', { conversationId: id, message: `${canary}?` });
  const file = await anAttachment(chatMan, person, id, { name: `${canary}.md`, content: `About ${canary}.` });
  await person.ask('POST', `/chat/conversations/${id}/messages`, { content: canary, attachments: [file.id] });
  await person.ask('PATCH', `/chat/conversations/${id}`, { folder: canary, tags: [canary] });
  await person.ask('PUT', `/chat/messages/${asked.message.id}/feedback`, { rating: 'down', comment: canary });
  await person.ask('POST', `/chat/conversations/${id}/shares`, { readers: ['admin'] });
  await person.ask('POST', '/chat/prompts', { command: `c${number}`, title: canary, text: canary, readers: ['admin'] });
  await person.ask('PUT', '/chat/instructions', { text: canary });
  await person.ask('POST', '/auth/role-requests', { role: 'compliance_officer', reason: canary });
  await aTokenOf(chatMan, person, ['chat:converse'], canary);
  const { id: request } = await person.ask<RightsRequest>('POST', '/dsr/requests', { type: 'objection', details: canary });
  await person.ask('POST', `/dsr/requests/${request}/withdraw`, { reason: canary });
  await person.ask('POST', '/dsr/requests', { type: 'access', details: canary });
  const imported = await sends(chatMan, person, ['POST', '/chat/import'], [{ name: 'export', content: chatGptExport(canary) }]);
  await jobOver(person, ((await imported.json()) as ImportStarted).job.id);
  return { person, canary };
}

function chatGptExport(canary: string): string {
  const at = 1_700_000_000;
  const said = (role: string, text: string) => ({ author: { role }, content: { parts: [text] }, create_time: at });
  return JSON.stringify([
    {
      conversation_id: canary,
      title: canary,
      create_time: at,
      mapping: {
        root: { id: 'root', parent: null, message: null },
        q: { id: 'q', parent: 'root', message: said('user', canary) },
        a: { id: 'a', parent: 'q', message: said('assistant', canary) },
      },
    },
  ]);
}

const tablesOf = (found: readonly { table: string }[]): string[] => [...new Set(found.map(({ table }) => table))].sort();

/** Every row of every table that names one of them, as it is byte for byte. */
async function rowsNaming(ids: readonly string[]): Promise<Map<string, string[]>> {
  const { rows: tables } = await superuser.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'pgboss')`,
  );
  const found = new Map<string, string[]>();
  for (const { name } of tables) {
    const { rows } = await superuser.query<{ row: string }>(
      `SELECT row::text AS row FROM ${name} AS row WHERE row::text ~ $1 ORDER BY 1`,
      [ids.join('|')],
    );
    if (rows.length > 0)
      found.set(
        name,
        rows.map(({ row }) => row),
      );
  }
  return found;
}

/** The same, but for sessions: when they were last used is written some seconds later. */
async function untouched(ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await rowsNaming(ids);
  rows.delete('auth.session');
  return rows;
}

async function completed(ids: readonly string[]): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await superuser.query<{ count: number }>(
            `SELECT count(*)::int AS count FROM dsr.request WHERE id = ANY ($1::uuid[]) AND state = 'completed'`,
            [ids],
          )
        ).rows[0]!.count,
      { timeout: 120_000, interval: 200 },
    )
    .toBe(ids.length);
}

/** Where the id of somebody who was erased stays: it belongs to no name any more. */
const pseudonymous =
  /^(audit\.(event|leaf)(_\d{4}_\d{2})?|dsr\.(request|request_entry|erasure)|keyring\.destroyed_owner|auth\.second_person)$/;

describe(`${erasures} erasures at random in a populated system`, () => {
  let gone: Subject[];
  let stay: Subject[];

  beforeAll(async () => {
    const everybody: Subject[] = [];
    for (let number = 0; number < erasures + staying; number++) everybody.push(await populated(number));
    await vi.waitFor(
      async () => expect((await superuser.query(`SELECT FROM dsr.request WHERE state = 'in-progress'`)).rowCount).toBe(0),
      { timeout: 120_000, interval: 200 },
    );
    const shuffled = everybody.map((each) => ({ each, key: Math.random() })).sort((a, b) => a.key - b.key);
    gone = shuffled.slice(0, erasures).map(({ each }) => each);
    stay = shuffled.slice(erasures).map(({ each }) => each);
    expect(await chatMan.app.get(BackupFacade).make({})).toMatchObject({ state: 'finished' });
  }, 600_000);

  it('are searched where the words are: every store opens before', async () => {
    const opened = await openedValues(chatMan);
    for (const { canary } of [gone[0]!, stay[0]!])
      expect(tablesOf(opened.filter(({ text }) => text.includes(canary)))).toEqual(
        expect.arrayContaining([
          'auth.api_token',
          'auth.role_request',
          'auth.user',
          'chat.attachment',
          'chat.conversation',
          'chat.feedback',
          'chat.message',
          'chat.own_instructions',
          'chat.prompt',
          'chat.share',
          'dsr.request',
          'dsr.request_entry',
          'rag.chunk',
          'rag.document',
        ]),
      );
  });

  it('change not a byte of anybody else, and leave nothing that any key opens', async () => {
    const idsOfStaying = stay.map(({ person }) => person.id);
    const before = await untouched(idsOfStaying);
    expect(before.size).toBeGreaterThan(15);
    const waiting = [...gone];
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 1 + randomInt(atOnce));
      const ids = await Promise.all(
        batch.map(async ({ person }) => {
          const { id } = await person.ask<RightsRequest>('POST', '/dsr/requests', { type: 'erasure', details: 'All of it' });
          await officer.ask('POST', `/dsr/requests/${id}/approve`, {});
          return id;
        }),
      );
      await completed(ids);
    }
    expect(await untouched(idsOfStaying)).toEqual(before);

    const opened = await openedValues(chatMan);
    for (const { canary } of gone)
      expect([canary, tablesOf(opened.filter(({ text }) => text.includes(canary)))]).toEqual([canary, []]);
    for (const { canary } of stay) expect(opened.some(({ text }) => text.includes(canary))).toBe(true);
    const left = await rowsNaming(gone.map(({ person }) => person.id));
    expect([...left.keys()].filter((name) => !pseudonymous.test(name))).toEqual([]);
    const inTheClear = await rowsNaming(gone.map(({ canary }) => canary));
    expect([...inTheClear.keys()]).toEqual([]);
  }, 900_000);

  it('reach the keyring copy, so that backups from before cannot bring anybody back', async () => {
    const keyring = await chatMan.app.get(KeyringCopies).newest();
    const { copy, directory } = keyring!;
    expect(readdirSync(join(chatMan.dataDir, 'backups', 'keyring'))).toEqual([copy.id]);
    const table = copy.tables.find(({ name }) => name === 'keyring.data_key')!;
    const secret = chatMan.app.get<OpenedMaster>(OPENED_MASTER).keys.key('backup');
    const keys = (await buffer(openTable({ directory, id: copy.id, secret }, table))).toString('utf8');
    for (const { person } of stay) expect(keys).toContain(person.id);
    for (const { person } of gone) expect(keys).not.toContain(person.id);
  });

  it('leave no word in files, in notices to others, or for those with whom something was shared', async () => {
    const files = readdirSync(chatMan.dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const content = readFileSync(join(file.parentPath, file.name));
      for (const { canary } of gone) expect([file.name, content.includes(canary)]).toEqual([file.name, false]);
    }
    for (const path of ['/chat/shared?limit=200', '/chat/prompts?limit=200', '/auth/users?limit=200', '/jobs?limit=200']) {
      const answer = await (await admin.send('GET', path)).text();
      for (const { canary } of gone) expect([path, answer.includes(canary)]).toEqual([path, false]);
    }
  });
});

const later = (most: number): Promise<void> => new Promise((now) => setTimeout(now, randomInt(most)));

describe(`${erasures} races of a hold against an erasure`, () => {
  it('never erase after the hold was committed, and hold nothing that is gone', async () => {
    const outcomes = { kept: 0, gone: 0 };
    for (let round = 0; round < erasures; round++) {
      const person = await aPerson(chatMan, `race.${round}`);
      const { conversationId } = await person.ask<{ conversationId: string }>('POST', '/chat', { message: 'Hello' });
      const { id } = await person.ask<RightsRequest>('POST', '/dsr/requests', { type: 'erasure', details: '' });
      const scope = round % 2 === 0 ? { subjects: [person.id] } : { conversations: [conversationId] };
      const messages = async () =>
        (await superuser.query('SELECT FROM chat.message WHERE conversation_id = $1', [conversationId])).rowCount;
      const hold = { matter: 'Case', reason: 'The court asked', reviewAt: '2040-01-01', scope };
      await Promise.all([
        later(60).then(() => officer.ask('POST', `/dsr/requests/${id}/approve`, {})),
        later(150).then(() => officer.ask('POST', '/retention/holds', hold)),
      ]);
      const whenHeld = await messages();
      await expect
        .poll(async () => (await officer.ask<RightsRequest>('GET', `/dsr/requests/${id}`)).state, {
          timeout: 60_000,
          interval: 100,
        })
        .toMatch(/completed|refused/);
      expect([round, await messages()]).toEqual([round, whenHeld]);
      outcomes[whenHeld === 0 ? 'gone' : 'kept']++;
    }
    expect(outcomes.kept + outcomes.gone).toBe(erasures);
    if (isThorough) expect(Math.min(outcomes.kept, outcomes.gone)).toBeGreaterThan(0);
  }, 900_000);
});
