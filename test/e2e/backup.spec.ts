import { SchedulerRegistry } from '@nestjs/schedule';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BackupProbe } from '../../apps/api/src/backup/backup.probe.js';
import { BackupSchedule } from '../../apps/api/src/backup/make/backup.schedule.js';
import { KeepingService } from '../../apps/api/src/backup/keep/keeping.service.js';
import { AuditReadingFacade } from '../../apps/api/src/audit/audit-reading.facade.js';
import type { AwaitingApproval } from '../../libs/contracts/auth/approvals.js';
import type { Backup, BackupList, BackupStarted, BackupVerification } from '../../libs/contracts/backup/backup.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { codeOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { changeTogether, proveAgain, type Person } from '../support/people.js';

const chatMan = await anApp({
  settings: { auth: { requireMfa: 'none' }, backup: { keepLastN: 2 } },
  environment: { CHAT_MAN__BACKUP__AUTOBACKUPENABLED: 'true' },
});
const backups = join(chatMan.dataDir, 'backups');
let admin: Person;
let client: Person;
let officer: Person;

/** What is scheduled is not to happen in the middle of this. */
const keepStill = async (): Promise<void> => {
  for (const name of ['backup.make', 'backup.look-after']) await chatMan.app.get(SchedulerRegistry).getCronJob(name).stop();
};

beforeAll(async () => {
  await keepStill();
  admin = await theFirstAdmin(chatMan);
  await proveAgain(admin);
  client = await aClient(chatMan, 'backup.client');
  officer = await aPerson(chatMan, 'backup.officer', { role: 'compliance_officer' });
});

const superuser = chatMan.database.superuserUrl;
const rows = <Row extends object>(sql: string, values: unknown[] = []) =>
  asRole(superuser, async (db) => (await db.query<Row>(sql, values)).rows);
const events = (action: string) =>
  rows<{ outcome: string; reason: string | null; object_id: string | null }>(
    `SELECT outcome, reason, object_id FROM audit.event WHERE action = $1 ORDER BY seq`,
    [action],
  );
const make = (label?: string) => admin.ask<Backup>('POST', '/backup/create?wait=true', { label });
const verify = (id: string) => admin.ask<BackupVerification>('POST', `/backup/verify/${id}`);
const failedChecks = async (id: string) => (await verify(id)).checks.filter(({ passed }) => !passed).map(({ name }) => name);

const probed = () => chatMan.app.get(BackupProbe).check();

/** Does something to a file of a backup, and puts the file back after looking. */
async function whileAltered(path: string, alter: (path: string) => void, look: () => Promise<void>): Promise<void> {
  copyFileSync(path, `${chatMan.dataDir}/kept`);
  alter(path);
  await look().finally(() => copyFileSync(`${chatMan.dataDir}/kept`, path));
}

let backup: Backup;

describe('making a backup', () => {
  it('returns the finished backup to a client that waits', async () => {
    const answer = await admin.send('POST', '/backup/create?wait=true', { label: 'before the move', reason: 'We move house' });
    expect(answer.status).toBe(201);
    backup = (await answer.json()) as Backup;
    expect(backup).toMatchObject({ state: 'finished', label: 'before the move', failure: null, verified: null });
    expect(backup.madeBy).toMatchObject({ kind: 'person', person: { username: 'first.admin' } });
    expect(backup.tablesInAll).toBe(backup.tables);
  });

  it('leaves sealed parts that only their owner reads, a manifest with its note, and one keyring copy', () => {
    expect(readdirSync(backups).sort()).toEqual([backup.id, 'keyring'].sort());
    expect(readdirSync(join(backups, 'keyring'))).toHaveLength(1);
    const files = readdirSync(join(backups, backup.id));
    expect(files.filter((file) => !file.endsWith('.part'))).toEqual(['manifest.json', 'manifest.note']);
    for (const file of files) expect(statSync(join(backups, backup.id, file)).mode & 0o777).toBe(0o600);
    expect(files.some((file) => file.startsWith('keyring.data_key'))).toBe(false);
  });

  it('is announced and concluded in the audit log', async () => {
    expect(await events('backup.created')).toEqual([
      { outcome: 'intent', reason: null, object_id: backup.id },
      { outcome: 'success', reason: null, object_id: backup.id },
    ]);
  });

  it('returns immediately to a client that does not wait, without a body too', async () => {
    const answer = await admin.send('POST', '/backup/create');
    expect(answer.status).toBe(202);
    const { id, job } = (await answer.json()) as BackupStarted;
    expect(job).toBe(id);
    await expect.poll(async () => (await admin.ask<Backup>('GET', `/backup/${id}`)).state).toBe('finished');
    expect((await admin.ask<BackupList>('GET', '/backup/list')).items.map((each) => each.id)).toEqual([id, backup.id]);
    const { items, nextCursor } = await admin.ask<BackupList>('GET', `/backup/list?limit=1`);
    expect([items[0]?.id, nextCursor]).toEqual([id, id]);
    expect((await admin.ask<BackupList>('GET', `/backup/list?limit=1&cursor=${id}`)).items[0]?.id).toBe(backup.id);
  });

  it('happens one at a time in the whole installation', async () => {
    await asRole(chatMan.database.runtimeUrl, async (db) => {
      await db.query('SELECT pg_advisory_lock($1)', [0x6261636b]); // as another instance that makes one
      const answer = await admin.send('POST', '/backup/create');
      expect([answer.status, await codeOf(answer)]).toEqual([409, 'backup-under-way']);
    });
  });

  it('fails with a name when the directory cannot be written, and leaves nothing', async () => {
    renameSync(backups, `${backups}-elsewhere`);
    writeFileSync(backups, 'no directory');
    const answer = await admin.send('POST', '/backup/create?wait=true');
    expect(await probed()).toEqual({ status: 'fail', message: 'Can’t write to the backup directory' });
    rmSync(backups);
    renameSync(`${backups}-elsewhere`, backups);
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'backup-failed']);
    const [newest] = (await admin.ask<BackupList>('GET', '/backup/list?limit=1')).items;
    expect(newest).toMatchObject({ state: 'failed', failure: 'directory-not-writable', bytes: 0 });
    expect((await events('backup.created')).at(-1)).toMatchObject({ outcome: 'failed', reason: 'directory-not-writable' });
    expect(await probed()).toEqual({ status: 'warn', message: 'The last backup failed' });
  });
});

describe('what a process left behind that was killed', () => {
  it('is marked as failed and removed by the next one, and what was whole is kept', async () => {
    const half = '01938a5e-0000-7000-8000-000000000001';
    copyFileSync(join(backups, backup.id, 'manifest.json'), join(chatMan.dataDir, 'any.part'));
    await rows(
      `INSERT INTO backup.run (id, state, made_by_kind, created_at) VALUES ($1, 'running', 'schedule', now() - interval '1 hour')`,
      [half],
    );
    mkdirSync(join(backups, half));
    renameSync(join(chatMan.dataDir, 'any.part'), join(backups, half, 'chat.message.0000.part'));
    await rows('DELETE FROM backup.run WHERE id = $1', [backup.id]); // as after a restore to an earlier time
    await make();
    expect(await admin.ask<Backup>('GET', `/backup/${half}`)).toMatchObject({ state: 'failed', failure: 'interrupted' });
    expect(existsSync(join(backups, half))).toBe(false);
    expect(await admin.ask<Backup>('GET', `/backup/${backup.id}`)).toMatchObject({
      state: 'finished',
      label: backup.label,
      bytes: backup.bytes,
      rows: backup.rows,
      checkpointSize: backup.checkpointSize,
    });
  });
});

describe('what an instance left behind that went away, while others go on', () => {
  it('is settled by the schedule, without a start', async () => {
    const half = '01938a5e-0000-7000-8000-000000000002';
    await rows(`INSERT INTO backup.run (id, state, made_by_kind, created_at) VALUES ($1, 'running', 'schedule', now())`, [half]);
    await chatMan.app.get(BackupSchedule).runUpkeep();
    expect(await admin.ask<Backup>('GET', `/backup/${half}`)).toMatchObject({ state: 'failed', failure: 'interrupted' });
  });
});

describe('verifying a backup', () => {
  it('checks every file, table, count and signature, and at the log of today', async () => {
    const { valid, checks } = await verify(backup.id);
    expect(checks.map(({ name, passed }) => [name, passed])).toEqual(
      ['manifest', 'signature', 'parts', 'contents', 'checkpoint', 'audit-log', 'keyring'].map((name) => [name, true]),
    );
    expect(valid).toBe(true);
    const told = await admin.ask<Backup>('GET', `/backup/${backup.id}`);
    expect(told).toMatchObject({ verified: { valid: true }, isNewestVerified: true });
    expect((await events('backup.verified')).map(({ outcome }) => outcome)).toEqual(['intent', 'success']);
  });

  it('finds a flipped bit', async () => {
    const flip = (path: string): void => {
      const bytes = readFileSync(path);
      bytes[bytes.length - 20]! ^= 1;
      writeFileSync(path, bytes);
    };
    await whileAltered(join(backups, backup.id, 'auth.user.0000.part'), flip, async () => {
      expect(await failedChecks(backup.id)).toEqual(['parts', 'contents']);
    });
    expect((await admin.ask<Backup>('GET', `/backup/${backup.id}`)).verified?.valid).toBe(false);
    expect((await events('backup.verified')).at(-1)).toMatchObject({ outcome: 'failed', reason: 'parts' });
  });

  it('finds a part of another backup in the place of this one’s', async () => {
    const other = (await admin.ask<BackupList>('GET', '/backup/list')).items.find(
      ({ id, state }) => id !== backup.id && state === 'finished',
    )!;
    const exchange = (path: string): void => copyFileSync(join(backups, other.id, 'auth.user.0000.part'), path);
    await whileAltered(join(backups, backup.id, 'auth.user.0000.part'), exchange, async () => {
      expect(await failedChecks(backup.id)).toEqual(['parts', 'contents']);
    });
  });

  it('finds a part that is missing, and one too many', async () => {
    const part = join(backups, backup.id, 'chat.message.0000.part');
    await whileAltered(part, rmSync, async () => expect(await failedChecks(backup.id)).toEqual(['parts', 'contents']));
    writeFileSync(join(backups, backup.id, 'unexpected'), '');
    expect(await failedChecks(backup.id)).toEqual(['parts']);
    rmSync(join(backups, backup.id, 'unexpected'));
  });

  it('finds a manifest that was changed, or belongs to another backup', async () => {
    const manifest = join(backups, backup.id, 'manifest.json');
    const relabel = (path: string): void => writeFileSync(path, readFileSync(path, 'utf8').replace('the move', 'the fire'));
    await whileAltered(manifest, relabel, async () => expect(await failedChecks(backup.id)).toEqual(['signature']));
    await whileAltered(manifest, rmSync, async () => expect(await failedChecks(backup.id)).toEqual(['manifest']));
    expect(await failedChecks(backup.id)).toEqual([]);
  });

  it('is for administrators and compliance officers, and nothing of a backup that failed', async () => {
    expect((await officer.send('POST', `/backup/verify/${backup.id}`)).status).toBe(200);
    expect((await client.send('POST', `/backup/verify/${backup.id}`)).status).toBe(403);
    const failed = (await admin.ask<BackupList>('GET', '/backup/list')).items.find(({ state }) => state === 'failed')!;
    expect(await codeOf(await admin.send('POST', `/backup/verify/${failed.id}`))).toBe('backup-not-finished');
  });

  it('reports when the log of today has another history than at the backup', async () => {
    const log = chatMan.app.get(AuditReadingFacade);
    expect(await log.continuation({ size: backup.checkpointSize!, root: Buffer.alloc(32) })).toBe('rewritten');
  });
});

describe('removing a backup', () => {
  const because = { reason: 'It holds what we may not keep' };

  it('is refused for the newest that was found valid', async () => {
    expect(await codeOf(await admin.send('DELETE', `/backup/${backup.id}`, because))).toBe('newest-verified-backup-stays');
  });

  it('takes two people, and takes the files with it', async () => {
    const { id } = await make();
    const asked = await admin.send('DELETE', `/backup/${id}`, because);
    expect(asked.status).toBe(202);
    const { approval } = (await asked.json()) as AwaitingApproval;
    expect(approval).toMatchObject({ action: 'backup.delete', state: 'pending', reason: because.reason });
    expect(existsSync(join(backups, id))).toBe(true);
    await officer.ask('POST', `/approvals/${approval.id}/approve`, { reason: 'So decided on Monday' });
    await expect.poll(() => existsSync(join(backups, id))).toBe(false);
    expect((await admin.send('GET', `/backup/${id}`)).status).toBe(404);
    expect((await events('backup.deleted')).map((event) => event.object_id)).toEqual([id]);
  });
});

describe('what happens by itself', () => {
  it('is scheduled, and a changed setting moves it immediately', async () => {
    const next = async () => new Date((await admin.ask<BackupList>('GET', '/backup/list?limit=1')).next.backupAt!);
    const daily = await next();
    expect([daily.getUTCHours(), daily.getUTCMinutes(), daily.getTime() - Date.now() <= 86_400_000]).toEqual([1, 41, true]);
    await changeTogether([admin, officer], { 'backup.autoBackupSchedule': 'weekly' });
    await keepStill();
    const weekly = await next();
    expect([weekly.getUTCDay(), weekly.getUTCHours(), weekly.getUTCMinutes()]).toEqual([0, 1, 41]);
    await changeTogether([admin, officer], { 'backup.autoBackupEnabled': false });
    expect((await admin.ask<BackupList>('GET', '/backup/list?limit=1')).next.backupAt).toBeNull();
    const back = { 'backup.autoBackupEnabled': true, 'backup.autoBackupSchedule': null };
    await changeTogether([admin, officer], back);
    await keepStill();
  });

  it('is a backup that is verified, and the end of those beyond the number that is kept', async () => {
    await chatMan.app.get(KeepingService).run();
    const finished = (await admin.ask<BackupList>('GET', '/backup/list')).items.filter(({ state }) => state === 'finished');
    expect(finished).toHaveLength(2);
    expect(await probed()).toEqual({ status: 'pass', message: 'Backup system operational' });
    expect(finished[0]).toMatchObject({ madeBy: { kind: 'schedule', person: null }, isNewestVerified: true });
    expect((await events('backup.deleted')).at(-1)).toMatchObject({ outcome: 'success', reason: 'newer-ones-kept' });
    backup = finished[0]!;
  });

  it('is caught up when its hour was missed, without a start', async () => {
    const before = (await admin.ask<BackupList>('GET', '/backup/list')).items.map(({ id }) => id);
    await rows(
      `UPDATE backup.run SET created_at = created_at - interval '2 days', finished_at = finished_at - interval '2 days'`,
    );
    await chatMan.app.get(BackupSchedule).runUpkeep();
    const others = async () =>
      (await admin.ask<BackupList>('GET', '/backup/list')).items.filter(({ id }) => !before.includes(id));
    await expect.poll(others, { timeout: 30_000 }).toMatchObject([{ state: 'finished', verified: { valid: true } }]);
    [backup] = (await others()) as [Backup];
  });
});

describe('the log of today', () => {
  it('is called shorter where it was cut off behind the backup', async () => {
    // In the place of the sequencer: one that has read the newest checkpoint already would add the next one to what is cut off.
    await rows(
      `SELECT pg_advisory_xact_lock(${0x61756469});
       ALTER TABLE audit.checkpoint DISABLE TRIGGER ALL;
       DELETE FROM audit.checkpoint WHERE size >= ${backup.checkpointSize!}`,
    );
    const { checks } = await verify(backup.id);
    expect(checks.filter(({ passed }) => !passed)).toEqual([
      { name: 'audit-log', passed: false, message: expect.stringMatching(/shorter/) as string },
    ]);
  });
});
