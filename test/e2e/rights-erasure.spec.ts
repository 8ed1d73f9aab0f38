import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwaitingApproval } from '../../libs/contracts/auth/approvals.js';
import { PackageManifest, PersonalData } from '../../libs/contracts/rights/package.js';
import type { Dossier } from '../../libs/contracts/rights/dossier.js';
import type { RightsRequest } from '../../libs/contracts/rights/requests.js';
import { verifyCertificate } from '../../libs/transparency/certificate/certificate.js';
import { AuditReadingFacade } from '../../apps/api/src/audit/audit-reading.facade.js';
import { BackupFacade } from '../../apps/api/src/backup/backup.facade.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { ErasureRepository } from '../../apps/api/src/dsr/erasure/erasure.repository.js';
import { Erasure } from '../../apps/api/src/dsr/erasure/erasure.js';
import { ErasureReplay } from '../../apps/api/src/dsr/erasure/erasure-replay.js';
import { RightsSchedule } from '../../apps/api/src/dsr/rights.schedule.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, aPerson, aTokenOf, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const canaries = {
  question: 'zqxrightsquestionwv',
  title: 'zqxrightstitlewv',
  name: 'zqxrightsnamewv',
  words: 'zqxrightswordswv',
};

const clock = new AdjustableClock();
let chatMan: TestApp;
let officer: Person;
let other: Person;
let superuser: pg.Client;

beforeAll(async () => {
  chatMan = await anApp({ clock, settings: { auth: { requireMfa: 'none' }, retention: { holdReleaseDelayHours: 0 } } });
  await theFirstAdmin(chatMan);
  officer = await aPerson(chatMan, 'olga', { role: 'compliance_officer' });
  other = await aPerson(chatMan, 'omar', { role: 'compliance_officer' });
  superuser = new pg.Client({ connectionString: chatMan.database.superuserUrl });
  superuser.on('error', () => undefined); // the database is dropped before this connection ends
  await superuser.connect();
  return () => superuser.end();
});

/** Somebody with something in every store that a person can reach. */
async function populated(username: string, words: typeof canaries): Promise<Person> {
  const person = await aPerson(chatMan, username, { displayName: words.name });
  const { id } = await person.ask<{ id: string }>('POST', '/chat/conversations', {
    title: words.title,
    systemPrompt: words.words,
  });
  const asked = await person.ask<{ message: { id: string } }>('POST', '/chat', { conversationId: id, message: words.question });
  await person.ask('PUT', `/chat/messages/${asked.message.id}/feedback`, { rating: 'down', comment: words.words });
  await person.ask('POST', '/auth/role-requests', { role: 'operations_team', reason: words.words });
  await aTokenOf(chatMan, person, ['chat:converse']);
  await person.ask('POST', '/dsr/requests', { type: 'objection', details: words.words });
  return person;
}

async function ended(person: Person, id: string): Promise<RightsRequest> {
  let request: RightsRequest | null = null;
  await expect
    .poll(async () => (request = await person.ask<RightsRequest>('GET', `/dsr/requests/${id}`)).state, {
      timeout: 60_000,
      interval: 500,
    })
    .toMatch(/completed|refused|identity-confirmed/);
  return request!;
}

/** Every row of every table, as text, but for what may change while nobody does anything. */
async function rowsHolding(needle: string): Promise<string[]> {
  const { rows: tables } = await superuser.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await superuser.query(`SELECT 1 FROM ${name} AS row WHERE row::text ILIKE '%' || $1 || '%' LIMIT 1`, [
      needle,
    ]);
    if (rows.length > 0) found.push(name);
  }
  return found.map((name) => name.replace(/_\d{4}_\d{2}$/, ''));
}

async function rowsOf(person: Person): Promise<string> {
  const { rows } = await superuser.query<{ row: string }>(
    `SELECT row::text AS row FROM (
       SELECT c::text AS row FROM chat.conversation c WHERE owner_id = $1 UNION ALL
       SELECT m::text FROM chat.message m WHERE owner_id = $1 UNION ALL
       SELECT f::text FROM chat.feedback f WHERE owner_id = $1 UNION ALL
       SELECT u::text FROM auth.user u WHERE id = $1 UNION ALL
       SELECT k::text FROM keyring.data_key k WHERE owner_name = $1::text UNION ALL
       SELECT d::text FROM audit.event_detail d WHERE subject_id = $1 UNION ALL
       SELECT t::text FROM auth.api_token t WHERE user_id = $1) rows ORDER BY 1`,
    [person.id],
  );
  return createHash('sha256')
    .update(rows.map(({ row }) => row).join('\n'))
    .digest('hex');
}

describe('access (Art. 15) and portability (Art. 20)', () => {
  it('runs at once, is collected from every table, signed, and handed over once', async () => {
    const ada = await populated('ada.access', canaries);
    const made = await ada.ask<RightsRequest>('POST', '/dsr/requests', { type: 'access', details: '' });
    expect(made.state).toBe('in-progress');
    const done = await ended(ada, made.id);
    expect(done).toMatchObject({ state: 'completed', package: { bytes: expect.any(Number) as number } });

    const stored = await superuser.query<{ part: string }>('SELECT encode(content, $1) AS part FROM dsr.package_part', [
      'escape',
    ]);
    expect(stored.rows.map(({ part }) => part).join('')).not.toContain('PK\\003');
    const response = await ada.send('GET', `/dsr/requests/${made.id}/package`);
    expect(response.status).toBe(200);
    const zip = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const data = PersonalData.parse(JSON.parse(strFromU8(zip['data.json']!)));
    const tables = new Map(data.tables.map(({ table, rows }) => [table, JSON.stringify(rows)]));
    expect(tables.get('chat.message')).toContain(canaries.question);
    expect(tables.get('chat.conversation')).toContain(canaries.title);
    expect(tables.get('chat.feedback')).toContain(canaries.words);
    expect(tables.get('auth.user')).toContain(canaries.name);
    expect([...tables.values()].join('')).not.toMatch(/argon2|"passwordHash"|"usernameIndex"/);
    expect(strFromU8(zip['index.html']!)).toContain(canaries.question);

    const manifest = PackageManifest.parse(JSON.parse(strFromU8(zip['manifest.json']!)));
    for (const { path, sha256 } of manifest.files) expect(createHash('sha256').update(zip[path]!).digest('hex')).toBe(sha256);
    const attested = await chatMan.app.get(AuditReadingFacade).attested(strFromU8(zip['manifest.note']!), 'rights-package');
    expect(attested).toMatchObject({ id: made.id, sha256: createHash('sha256').update(zip['manifest.json']!).digest('hex') });

    expect((await ada.send('GET', `/dsr/requests/${made.id}/package`)).status).toBe(410);
    await expect
      .poll(async () => (await superuser.query('SELECT FROM dsr.package_part WHERE request_id = $1', [made.id])).rowCount)
      .toBe(0);
    expect((await officer.send('GET', `/dsr/requests/${made.id}/package`)).status).not.toBe(200);
  });

  it('leaves out what the person did not provide from what is for another service', async () => {
    const bea = await populated('bea.portable', canaries);
    const made = await bea.ask<RightsRequest>('POST', '/dsr/requests', { type: 'portability', details: '' });
    await ended(bea, made.id);
    const zip = unzipSync(new Uint8Array(await (await bea.send('GET', `/dsr/requests/${made.id}/package`)).arrayBuffer()));
    const names = PersonalData.parse(JSON.parse(strFromU8(zip['data.json']!))).tables.map(({ table }) => table);
    expect(names).toContain('chat.message');
    expect(names).not.toContain('audit.event');
  });

  it('is removed when nobody fetches it in time', async () => {
    const cleo = await aClient(chatMan, 'cleo.late');
    const made = await cleo.ask<RightsRequest>('POST', '/dsr/requests', { type: 'access', details: '' });
    await ended(cleo, made.id);
    clock.advance({ hours: 8 * 24 });
    await chatMan.app.get(RightsSchedule).run();
    expect((await superuser.query('SELECT FROM dsr.package_part WHERE request_id = $1', [made.id])).rowCount).toBe(0);
    clock.advance({ hours: -8 * 24 });
    expect((await cleo.ask<RightsRequest>('GET', `/dsr/requests/${made.id}`)).timeline.at(-1)).toMatchObject({
      what: 'package-expired',
    });
  });
});

describe('erasure (Art. 17)', () => {
  it('waits for an officer, leaves nothing of the person in any table, and not a byte of others changes', async () => {
    const backups = chatMan.app.get(BackupFacade);
    const [gone, stays] = [await populated('dora.gone', canaries), await populated('stan.stays', { ...canaries, name: 'Stan' })];
    await backups.make({});
    const copiesBefore = readdirSync(join(chatMan.dataDir, 'backups', 'keyring'));
    const made = await gone.ask<RightsRequest>('POST', '/dsr/requests', { type: 'erasure', details: canaries.words });
    expect(made.state).toBe('identity-confirmed');
    const before = await rowsOf(stays);

    await officer.ask('POST', `/dsr/requests/${made.id}/approve`, { reason: 'Nothing stands against it' });
    const done = await ended(officer, made.id);
    expect(done).toMatchObject({ state: 'completed', details: null, certified: true, subject: { id: gone.id, username: null } });
    expect(done.timeline.map(({ what }) => what)).toEqual([
      'received',
      'identity-confirmed',
      'approved',
      'in-progress',
      'erased',
      'completed',
    ]);

    expect((await gone.send('GET', '/auth/me')).status).toBe(401);
    const left = await rowsHolding(gone.id);
    expect(
      left.filter(
        (name) => !['audit.event', 'dsr.request', 'dsr.request_entry', 'dsr.erasure', 'keyring.destroyed_owner'].includes(name),
      ),
    ).toEqual([]);
    for (const canary of Object.values(canaries)) expect(await rowsHolding(canary)).toEqual([]);
    expect(await rowsOf(stays)).toBe(before);
    expect((await stays.send('GET', '/chat/conversations')).status).toBe(200);
    const copies = readdirSync(join(chatMan.dataDir, 'backups', 'keyring'));
    expect(copies).toHaveLength(1);
    expect(copies).not.toEqual(copiesBefore);
    expect(await chatMan.app.get(AuditReadingFacade).verify()).toMatchObject({ valid: true });

    const text = await (await officer.send('GET', `/dsr/requests/${made.id}/certificate`)).text();
    const verdict = verifyCertificate(text);
    expect(verdict).toMatchObject({ valid: true, certificate: { kind: 'erasure', id: made.id } });
    expect(JSON.stringify(verdict)).toContain('"chat.message":2');
    expect(verifyCertificate(text.replace('"chat.message":2', '"chat.message":3')).valid).toBe(false);
    expect((await officer.ask<{ certificate: string }>('GET', `/dsr/requests/${made.id}/dossier`)).certificate).toBe(text);
  });

  it('takes two officers where one of them recorded the request', async () => {
    const fred = await populated('fred.letter', canaries);
    const made = await officer.ask<RightsRequest>('POST', '/dsr/requests', {
      type: 'erasure',
      details: 'By letter',
      subject: fred.id,
    });
    await officer.ask('POST', `/dsr/requests/${made.id}/verify-identity`, { reason: 'Passport seen at the desk' });
    const { approval } = await officer.ask<{ approval: { id: string } }>('POST', `/dsr/requests/${made.id}/approve`, {
      reason: 'As asked by letter',
    });
    expect((await fred.send('GET', '/auth/me')).status).toBe(200);
    await other.ask('POST', `/approvals/${approval.id}/approve`, { reason: 'Checked against the letter' });
    expect((await ended(officer, made.id)).state).toBe('completed');
    expect((await fred.send('GET', '/auth/me')).status).toBe(401);
  });

  it('is refused under Art. 17(3) while a legal hold keeps the person, and nothing is erased', async () => {
    const hedy = await populated('hedy.held', canaries);
    await officer.ask('POST', '/retention/holds', {
      matter: 'Case 7',
      reason: 'The court asked for it',
      reviewAt: new Date(clock.now().getTime() + 30 * 86_400_000).toISOString(),
      scope: { subjects: [hedy.id] },
    });
    const made = await hedy.ask<RightsRequest>('POST', '/dsr/requests', { type: 'erasure', details: '' });
    await officer.ask('POST', `/dsr/requests/${made.id}/approve`, {});
    expect(await ended(officer, made.id)).toMatchObject({
      state: 'refused',
      partial: [{ article: '17(3)(e)' }],
      certified: false,
    });
    const seen = await hedy.ask<RightsRequest>('GET', `/dsr/requests/${made.id}`);
    expect(JSON.stringify(seen)).not.toContain('Case 7');
    expect(await hedy.ask<{ items: unknown[] }>('GET', '/chat/conversations')).toMatchObject({
      items: [{ title: canaries.title }],
    });
  });

  it('leaves what a hold on a conversation keeps, says so, and erases it when the hold has ended', async () => {
    const kate = await populated('kate.partly', { ...canaries, name: 'zqxkatewv' });
    const { items } = await kate.ask<{ items: { id: string }[] }>('GET', '/chat/conversations');
    const free = await kate.ask<{ conversationId: string }>('POST', '/chat', { message: 'zqxfreewv' });
    const hold = await officer.ask<{ id: string }>('POST', '/retention/holds', {
      matter: 'Case 8',
      reason: 'The court asked for it',
      reviewAt: new Date(clock.now().getTime() + 30 * 86_400_000).toISOString(),
      scope: { conversations: [items[0]!.id] },
    });
    const made = await kate.ask<RightsRequest>('POST', '/dsr/requests', { type: 'erasure', details: '' });
    await officer.ask('POST', `/dsr/requests/${made.id}/approve`, {});
    const done = await ended(officer, made.id);
    expect(done).toMatchObject({
      state: 'completed',
      certified: true,
      partial: [{ article: '17(3)(e)', what: expect.stringContaining('one conversation') as string }],
    });
    expect(done.timeline.map(({ what }) => what).slice(-3)).toEqual(['erased', 'partly-kept', 'completed']);
    expect(JSON.stringify(done)).not.toContain('Case 8');
    expect((await kate.send('GET', '/auth/me')).status).toBe(401);

    const rowsIn = async (table: string, column: string, id: string) =>
      (await superuser.query(`SELECT FROM ${table} WHERE ${column} = $1`, [id])).rowCount;
    expect(await rowsIn('chat.message', 'conversation_id', items[0]!.id)).toBe(2);
    expect(await rowsIn('chat.feedback', 'owner_id', kate.id)).toBe(1);
    expect(await rowsIn('chat.message', 'conversation_id', free.conversationId)).toBe(0);
    for (const table of ['auth.api_token', 'auth.role_request', 'auth.session'])
      expect([table, await rowsIn(table, 'user_id', kate.id)]).toEqual([table, 0]);
    const { rows } = await superuser.query<{ state: string; hash: string | null }>(
      'SELECT state, password_hash AS hash FROM auth.user WHERE id = $1',
      [kate.id],
    );
    expect(rows).toEqual([{ state: 'disabled', hash: null }]);
    const certificateOf = async () => (await officer.send('GET', `/dsr/requests/${made.id}/certificate`)).text();
    const part = await certificateOf();
    expect(verifyCertificate(part)).toMatchObject({
      valid: true,
      certificate: {
        body: {
          keysDestroyed: 2,
          kept: { under: '17(3)(e)', conversations: 1, rows: { 'chat.message': 2, 'auth.user': 1, 'chat.conversation': 1 } },
          notDoneUnder: ['17(3)(e)'],
        },
      },
    });

    const schedule = chatMan.app.get(RightsSchedule);
    await schedule.run();
    expect(await rowsIn('auth.user', 'id', kate.id)).toBe(1);
    const { approval } = await officer.ask<AwaitingApproval>('POST', `/retention/holds/${hold.id}/release`, {
      reason: 'The case is closed',
    });
    await other.ask('POST', `/approvals/${approval.id}/approve`, { reason: 'The case is closed' });
    await schedule.run();
    await expect.poll(certificateOf, { timeout: 30_000, interval: 300 }).toContain('"kept":null');
    const whole = verifyCertificate(await certificateOf());
    expect(whole).toMatchObject({ valid: true, certificate: { body: { notDoneUnder: [], keysDestroyed: 3 } } });
    expect(await rowsHolding('zqxkatewv')).toEqual([]);
    expect(await rowsIn('chat.message', 'owner_id', kate.id)).toBe(0);
    expect(await rowsIn('keyring.destroyed_owner', 'owner_name', kate.id)).toBe(1);
    expect(await officer.ask<Dossier>('GET', `/dsr/requests/${made.id}/dossier`)).toMatchObject({ partCertificate: part });
  });

  it('goes on where its process ended: the copies and the certificate come with the next start', async () => {
    const ivan = await populated('ivan.killed', canaries);
    const made = await ivan.ask<RightsRequest>('POST', '/dsr/requests', { type: 'erasure', details: '' });
    // The database step is done and its job was lost with the process.
    await superuser.query(`UPDATE dsr.request SET state = 'in-progress' WHERE id = $1`, [made.id]);
    await chatMan.app.get(Transactions).run(async (tx) => {
      const { rows, keys } = await chatMan.app.get(Erasure).erase(tx, ivan.id);
      await chatMan.app
        .get(ErasureRepository)
        .begin(tx, { requestId: made.id, subjectId: ivan.id, erasedAt: clock.now(), rows, keys, kept: null });
    });
    await chatMan.app.get(ErasureReplay).onApplicationBootstrap();
    expect(await ended(officer, made.id)).toMatchObject({ state: 'completed', certified: true });
  });

  it('is repeated on what a restored backup brings back', async () => {
    const gina = await aClient(chatMan, 'gina.restored');
    const { rows } = await superuser.query<Record<string, unknown>>('SELECT * FROM auth.user WHERE id = $1', [gina.id]);
    const made = await gina.ask<RightsRequest>('POST', '/dsr/requests', { type: 'erasure', details: '' });
    await officer.ask('POST', `/dsr/requests/${made.id}/approve`, {});
    await ended(officer, made.id);
    const columns = Object.keys(rows[0]!);
    await superuser.query('SET session_replication_role = replica');
    await superuser.query(
      `INSERT INTO auth.user (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(rows[0]!),
    );
    await superuser.query('SET session_replication_role = origin');
    expect(await chatMan.app.get(Erasure).leftBehind()).toEqual([gina.id]);
    await chatMan.app.get(ErasureReplay).onApplicationBootstrap();
    expect(await chatMan.app.get(Erasure).leftBehind()).toEqual([]);
  });
});

describe('the watch over periods', () => {
  it('notes in a case when half, three quarters and nine tenths of its period have passed, once', async () => {
    const receivedAt = new Date(clock.now().getTime() - 29 * 86_400_000).toISOString();
    const made = await officer.ask<RightsRequest>('POST', '/dsr/requests', { type: 'objection', subject: 'omar', receivedAt });
    const schedule = chatMan.app.get(RightsSchedule);
    await schedule.run();
    await schedule.run();
    const { timeline } = await officer.ask<RightsRequest>('GET', `/dsr/requests/${made.id}`);
    expect(timeline.filter(({ what }) => what.startsWith('deadline'))).toHaveLength(1);
  });
});
