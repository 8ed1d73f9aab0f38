import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backup } from '#contracts/backup.js';
import { readEnvironment } from '#platform/config/environment.js';
import { Log } from '#platform/logging/log.js';
import { aDatabase } from '../../../../test/support/database.js';
import { verifyOffline } from '../audit/offline.js';
import { exportLog } from '../audit/online.js';
import type { Installation } from '../installation.js';
import { createBackup, listBackups, verifyBackup } from './making.js';

const directory = mkdtempSync(join(tmpdir(), 'chatman-backup-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));
const database = await aDatabase();
const log = new Log('error');
const variables = {
  CHAT_MAN_CONFIG_DIR: join(directory, 'config'),
  CHAT_MAN_DATA_DIR: join(directory, 'data'),
  CHAT_MAN_PASSWORD: 'Correct-Horse-Battery-9',
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

describe('chatman backup', () => {
  let backup: Backup;
  const manifest = () => join(directory, 'data', 'backups', backup.id, 'manifest.json');

  it('makes a backup of every table that the rooms declare', async () => {
    expect(await createBackup({ label: 'by hand', json: true })(installation, log)).toBe(0);
    backup = JSON.parse(said) as Backup;
    expect(backup).toMatchObject({ state: 'finished', label: 'by hand', madeBy: { kind: 'cli', person: null } });
    expect(backup.tables).toBeGreaterThan(20);
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
    expect(said).toContain('BAD  The manifest cannot be read.\nThe backup is NOT valid.');
  });

  it('explains what cannot be asked', () => {
    expect(() => verifyBackup('yesterday', { json: false })).toThrow(/no id of a backup/);
    expect(() => createBackup({ label: 'two\nlines', json: false })).toThrow(/one line/);
  });
});
