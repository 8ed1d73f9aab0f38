import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backup } from '#contracts/backup/backup.js';
import { readEnvironment } from '#platform/config/environment/environment.js';
import { Log } from '#platform/logging/log.js';
import { withDatabase } from '#platform/postgres/database-url.js';
import { makeDatabase, MayNotMakeDatabases } from '#platform/postgres/roles/databases.js';
import { asRole } from '#platform/postgres/roles/roles.js';
import { aDatabase } from '../../../../test/support/database.js';
import { verifyOffline } from '../audit/offline.js';
import { exportLog } from '../audit/online.js';
import type { Installation } from '../installation/installation.js';
import { dropKept, takeBack } from './kept.js';
import { copyBackup, createBackup, listBackups, verifyBackup } from './making.js';
import { restoreBackup } from './restore.js';

const directory = mkdtempSync(join(tmpdir(), 'chatman-backup-cli-'));
const away = join(directory, 'away');
mkdirSync(away);
afterAll(() => rmSync(directory, { recursive: true }));
const database = await aDatabase();
const log = new Log('error');
const variables = {
  CHAT_MAN_CONFIG_DIR: join(directory, 'config'),
  CHAT_MAN_DATA_DIR: join(directory, 'data'),
  CHAT_MAN_PASSWORD: 'Correct-Horse-Battery-9',
  CHAT_MAN__BACKUP__OFFSITE__DIRECTORY: away,
  DATABASE_URL: database.ownerUrl.replace('@/', '@localhost/'),
};
const installation: Installation = { root: resolve('.'), environment: readEnvironment(variables, directory), variables };

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said += String(text))));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** The events of one kind in the database that has the name, in their order. */
async function recorded(action: string): Promise<{ outcome: string; object: string }[]> {
  const { rows } = await asRole(database.ownerUrl, (owner) =>
    owner.query<{ outcome: string; object: string }>(
      'SELECT outcome::text, object_id::text AS object FROM audit.event WHERE action = $1 ORDER BY seq',
      [action],
    ),
  );
  return rows;
}

describe('chatman backup', () => {
  let backup: Backup;
  const manifest = () => join(directory, 'data', 'backups', backup.id, 'manifest.json');

  it('makes a backup of every table that the rooms declare', async () => {
    expect(await createBackup({ label: 'by hand', json: true })(installation, log)).toBe(0);
    backup = JSON.parse(said) as Backup;
    expect(backup).toMatchObject({ state: 'finished', label: 'by hand', madeBy: { kind: 'cli', person: null } });
    expect(backup.tables).toBeGreaterThan(20);
  });

  it('copies it to the off-site target, and says so in the list', async () => {
    expect(await copyBackup(backup.id, { json: true })(installation, log)).toBe(0);
    expect((JSON.parse(said) as Backup).copied).not.toBeNull();
    expect(readdirSync(join(away, backup.id))).toEqual(readdirSync(join(directory, 'data', 'backups', backup.id)));
    expect(await recorded('backup.copied')).toMatchObject([{ object: backup.id }, { outcome: 'success', object: backup.id }]);
  });

  it('lists backups, and verifies one', async () => {
    expect(await verifyBackup(backup.id, { json: false })(installation, log)).toBe(0);
    expect(said).toContain('The backup is valid.');
    expect(await listBackups({ json: false })(installation, log)).toBe(0);
    expect(said).toMatch(new RegExp(`${backup.id}  .*finished  .*  verified  by hand\\n$`));
  });

  it('has an anchor for an exported log in its manifest', async () => {
    const file = join(directory, 'export.jsonl');
    const key = join(directory, 'config', 'audit.pub');
    await exportLog({ format: 'jsonl', details: false, reason: 'for the auditor', out: file })(installation, log);
    await verifyOffline(file, { key, anchor: [manifest()], json: true });
    expect([process.exitCode, said.includes('"valid":true')]).toEqual([0, true]);
  });

  it('says what is wrong with a backup, and answers 1', async () => {
    writeFileSync(manifest(), '{}');
    expect(await verifyBackup(backup.id, { json: false })(installation, log)).toBe(1);
    expect(said).toContain('BAD  The manifest can’t be read.\nThe backup is NOT valid.');
  });

  it('puts a backup in the place of the database, and takes the one of before back', { timeout: 120_000 }, async () => {
    await createBackup({ json: true })(installation, log);
    const { id } = JSON.parse(said) as Backup;
    await asRole(database.ownerUrl, (client) => client.query('CREATE TABLE public.since_then ()'));
    const isAsOfNow = async () => {
      const client = await asRole(database.ownerUrl, (owner) =>
        owner.query(`SELECT to_regclass('public.since_then') AS "table"`),
      );
      return (client.rows as { table: string | null }[])[0]!.table !== null;
    };

    await asRole(database.ownerUrl, () =>
      expect(restoreBackup(installation, log, id, { yes: true, unsigned: false, json: false })).rejects.toThrow(
        'Stop every instance first',
      ),
    );
    expect(await isAsOfNow()).toBe(true);
    expect(await restoreBackup(installation, log, id, { yes: true, unsigned: false, json: false, reason: 'trying it' })).toBe(0);
    expect(await isAsOfNow()).toBe(false);
    const [, kept] = /is kept as (\w+)\./.exec(said)!;
    await expect(asRole(withDatabase(database.runtimeUrl, kept!), () => Promise.resolve())).rejects.toThrow('permission denied');

    await expect(takeBack(installation, log, 'postgres')).rejects.toThrow(`These are kept: ${kept}.`);
    expect(await takeBack(installation, log, kept!)).toBe(0);
    expect(await isAsOfNow()).toBe(true);
    const [, restored] = /previous one is kept as (\w+)\.\n$/.exec(said)!;
    expect(await dropKept(installation, log, restored!)).toBe(0);
    await expect(dropKept(installation, log, restored!)).rejects.toThrow('None are kept.');
    expect(await recorded('backup.taken-back')).toEqual([
      { outcome: 'intent', object: kept },
      { outcome: 'success', object: kept },
    ]);
    expect(await recorded('backup.kept-dropped')).toEqual([
      { outcome: 'intent', object: restored },
      { outcome: 'success', object: restored },
    ]);
  });

  it(
    'records a restore before the database takes its place, so that whatever ends the command at its first word leaves the event',
    {
      timeout: 120_000,
    },
    async () => {
      await createBackup({ json: true })(installation, log);
      const { id } = JSON.parse(said) as Backup;
      vi.mocked(process.stdout.write).mockImplementation((text) => {
        said += String(text);
        throw new Error('ended here');
      });
      await expect(restoreBackup(installation, log, id, { yes: true, unsigned: false, json: false })).rejects.toThrow(
        'ended here',
      );
      expect(await recorded('backup.restored')).toEqual([{ outcome: 'success', object: id }]);
      expect(await recorded('backup.created')).toContainEqual({ outcome: 'success', object: id });

      const [, kept] = /is kept as (\w+)\./.exec(said)!;
      await expect(takeBack(installation, log, kept!)).rejects.toThrow('ended here');
      expect((await recorded('backup.taken-back')).at(-1)).toEqual({ outcome: 'intent', object: kept });
      const [, restored] = /previous one is kept as (\w+)\.\n$/.exec(said)!;
      await expect(dropKept(installation, log, restored!)).rejects.toThrow('ended here');
      expect((await recorded('backup.kept-dropped')).slice(-2)).toEqual([
        { outcome: 'intent', object: restored },
        { outcome: 'success', object: restored },
      ]);
    },
  );

  it('says plainly when the role may make no databases, and whether the backup is there', async () => {
    const missing = restoreBackup(installation, log, '01940000-0000-7000-8000-000000000001', {
      yes: true,
      unsigned: false,
      json: false,
    });
    await expect(missing).rejects.toThrow('no complete backup with this id');
    const { runtimeUrl } = await aDatabase();
    await expect(makeDatabase(runtimeUrl, `${database.name}_restore`)).rejects.toThrow(MayNotMakeDatabases);
  });

  it('explains invalid requests', () => {
    expect(() => verifyBackup('yesterday', { json: false })).toThrow(/Expected the id of a backup/);
    expect(() => createBackup({ label: 'two\nlines', json: false })).toThrow(/one line/);
  });
});
