import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BackupAlerts } from '../../apps/api/src/backup/backup.alerts.js';
import type { Backup, BackupList, BackupVerification } from '../../libs/contracts/backup/backup.js';
import { codeOf } from '../support/answers.js';
import { anApp, type TestApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

/** A disk of its own: in memory, as small as it is told to be. Only the superuser of the machine may make one. */
const disk = mkdtempSync(join(tmpdir(), 'small-disk-'));
const isMounted = ((): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('No small disk can be mounted here: what a full one does to backups is left out.');
    return false;
  }
})();
const resize = (kilobytes: number) => execFileSync('mount', ['-o', `remount,size=${kilobytes}k`, disk]);
const used = (): number => {
  const { blocks, bfree, bsize } = statfsSync(disk);
  return ((blocks - bfree) * bsize) / 1024;
};

describe.runIf(isMounted)('a backup on a disk that is full', () => {
  let chatMan: TestApp;
  let admin: Person;

  beforeAll(async () => {
    chatMan = await anApp({ settings: { auth: { requireMfa: 'none' } }, environment: { BACKUP_DIR: disk } });
    admin = await theFirstAdmin(chatMan);
  });
  afterAll(() => {
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  const alerts = async (): Promise<string[]> =>
    (await chatMan.app.get(BackupAlerts).conditions(new Date())).map(({ rule }) => rule);
  const create = () => admin.send('POST', '/backup/create?wait=true', {});

  it('fails by name at whichever step, gives its space back, raises the alert, and the next one is fine', async () => {
    const { id, bytes } = (await (await create()).json()) as Backup;
    const before = used();
    expect(await alerts()).not.toContain('backup-failed');
    const kept = readdirSync(disk).sort();
    const keyring = readdirSync(join(disk, 'keyring'));
    // A backup needs about as much again: from no room for its first file to enough for the keyring copy and the manifest, which come last.
    let failures = 0;
    for (let room = 4; ; room += Math.ceil(before / 12)) {
      resize(before + room);
      const response = await create();
      if (response.status === 201) break;
      failures++;
      expect(await codeOf(response)).toBe('backup-failed');
      const [newest] = (await admin.ask<BackupList>('GET', '/backup/list')).items;
      expect(newest).toMatchObject({ state: 'failed', failure: 'disk-full' });
      expect(readdirSync(disk).sort()).toEqual(kept);
      expect(used()).toBeLessThanOrEqual(before + 8);
      expect(await alerts()).toContain('backup-failed');
    }
    expect(failures).toBeGreaterThan(8);
    // A failed backup may have written the keyring copy, which is whole or the one of before; never none.
    expect(readdirSync(join(disk, 'keyring'))).toHaveLength(keyring.length);
    expect(await admin.ask<BackupVerification>('POST', `/backup/verify/${id}`)).toMatchObject({ valid: true });

    resize(64 * 1024);
    expect((await create()).status).toBe(201);
    expect(await alerts()).not.toContain('backup-failed');
    expect(bytes).toBeGreaterThan(0);
  });
});
