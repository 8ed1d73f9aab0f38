import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MasterFiles } from '../../libs/platform/keyring/master/master-files.js';
import { openMasterPassword, type OpenedMaster } from '../../libs/platform/keyring/master/master-password.js';

export const testMasterPassword = 'Correct-Horse-Battery-9';

let firstStart: Promise<{ readonly opened: OpenedMaster; readonly salt: string; readonly verifier: string }> | undefined;

/**
 * The master password of the specs, opened for a configuration directory. A first start and its verifier cost 64 MiB and some 0.2 s each, so a
 * worker makes them once, and each new directory gets the same two files.
 */
export async function openedMasterIn(configDir: string): Promise<OpenedMaster> {
  const { opened, salt, verifier } = await (firstStart ??= startOnce());
  const files = new MasterFiles(configDir);
  const inForce = [await files.createOnce('.encryption_salt', salt), await files.createOnce('.auth', verifier)];
  if (inForce[0]!.text !== salt || inForce[1]!.text !== verifier)
    return openMasterPassword({ configDir, password: testMasterPassword });
  return { keys: opened.keys, derivation: opened.derivation, files, withdraw: () => Promise.resolve() };
}

async function startOnce() {
  const directory = mkdtempSync(join(tmpdir(), 'chatman-master-'));
  try {
    const opened = await openMasterPassword({ configDir: directory, password: testMasterPassword });
    const files = new MasterFiles(directory);
    return { opened, salt: (await files.read('.encryption_salt'))!, verifier: (await files.read('.auth'))! };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
