import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Clock } from '#platform/clock.js';
import { Ids } from '#platform/ids.js';
import type { OpenedMaster } from '#platform/keyring/master/master-password.js';
import type { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import { BackupDirectory } from '../engine/backup-directory.js';
import { KeyringCopies } from './keyring-copies.js';
import { BackupStopped } from '../make/making.rules.js';
import type { BackupLock } from '../make/snapshot.repository.js';

const backupDir = mkdtempSync(join(tmpdir(), 'chatman-keyring-copy-'));
afterAll(() => rmSync(backupDir, { recursive: true }));

it('makes no keyring copy under a master password that was changed since the start, and leaves the one that is there', async () => {
  const directory = new BackupDirectory({ backupDir });
  const earlier = '01938a5e-0000-7000-8000-000000000001';
  await directory.create(directory.keyringOf(earlier));
  const master = { keys: { wrapKeyId: 'of the old password' } } as OpenedMaster;
  const copies = new KeyringCopies(directory, {} as AuditReadingFacade, new Ids(), new Clock(), master);
  const lock = {
    beginSnapshot: async () => {},
    wrapKeyId: () => Promise.resolve('of the new password'),
  } as unknown as BackupLock;

  const rewriting = copies.rewrite(lock, new AbortController().signal);
  await expect(rewriting).rejects.toThrow(new BackupStopped('restart-needed'));
  expect(existsSync(directory.keyringOf(earlier))).toBe(true);
  expect(readdirSync(join(backupDir, 'keyring'))).toEqual([earlier]);
});
