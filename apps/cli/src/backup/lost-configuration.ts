import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#platform/config/environment/environment.js';
import { masterPasswordOf } from '#platform/config/environment/secrets.js';
import { openMasterPassword, type OpenedMaster } from '#platform/keyring/master/master-password.js';
import { configurationAtHand } from '../../../api/src/backup/restore/restore.facade.js';
import { makeDirectory } from '../installation/directories.js';
import { Refusal } from '../refusal.js';
import { problemsAsRefusals } from './problems.js';

/** A configuration at hand, and how to leave the directory as it was before. */
export interface OpenedConfiguration {
  readonly master: OpenedMaster;
  /** Removes what was brought here; nothing where the configuration was there. */
  takeBack(): void;
}

/**
 * The master password that the backups depend on. Where there is none, a new one would be generated, and it would open nothing; what was lost with
 * `config/` is restored from the keyring copy, which carries it for this case, on request. A caller that does not use it
 * removes it again.
 */
export async function openedConfiguration(
  environment: Environment,
  { isConfigurationLost }: { readonly isConfigurationLost: boolean },
): Promise<OpenedConfiguration> {
  const { configDir } = environment;
  const salt = join(configDir, '.encryption_salt');
  if (!existsSync(salt) && !isConfigurationLost)
    throw new Refusal(
      `${salt} is missing. Copy the config/ directory of the installation that made the backup to this place. If it is lost, use --unsigned to restore without it. Nothing was changed.`,
    );
  const brought = isConfigurationLost ? await bring(environment) : [];
  const takeBack = (): void => {
    for (const file of brought) rmSync(file, { force: true });
  };
  try {
    return { master: await openMasterPassword({ configDir, password: masterPasswordOf(environment) }), takeBack };
  } catch (cause) {
    takeBack();
    throw cause;
  }
}

/** Returns the files that were not there. */
async function bring({ configDir, backupDir }: Environment): Promise<string[]> {
  const { salt, verifier, logKeys } = await problemsAsRefusals(() => configurationAtHand({ backupDir }));
  makeDirectory(configDir);
  const contents = { '.encryption_salt': [salt], '.auth': [verifier], 'audit.pub': logKeys };
  const missing = Object.entries(contents).filter(([name]) => !existsSync(join(configDir, name)));
  return missing.map(([name, lines]) => {
    const file = join(configDir, name);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600, flag: 'wx' });
    return file;
  });
}
