import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isUuid } from '#platform/ids.js';
import { longestMs } from '#platform/jobs/frequency.rules.js';
import type { Settings } from '#platform/config/settings/settings.js';
import { isSafe } from '#platform/storage/encryption/verdict.rules.js';
import { judgedPlaces } from '#platform/storage/encryption/judged-places.js';
import { whereItLies } from '#platform/storage/where-it-lies.js';
import { directoriesOf, writtenPlaces } from '#platform/storage/written-places.js';
import { BackupSettings } from '../../../../api/src/backup/backup.settings.js';
import type { Installation } from '../../installation/installation.js';
import { backupFinding, failed, passed, spaceFinding, warned, type Finding } from '../finding.rules.js';

const hourMs = 3_600_000;

/** Directories, their modes, their disks, and what backups lie there. */
export function diskChecks({ environment }: Installation, settings: Settings): Finding[] {
  return [
    ...directories(environment),
    encryption(environment),
    spaceFinding('diskSpace', freeAt(environment.backupDir)),
    backups(environment.backupDir, settings),
  ];
}

function directories(environment: Installation['environment']): Finding[] {
  const findings = directoriesOf(environment).flatMap(({ path, variable }): Finding[] => {
    if (!existsSync(path)) return [];
    if (!isUsable(path))
      return [
        failed(
          'directories',
          `${path} can’t be written to by this user`,
          `Give it to the user who runs Chat Man, or set ${variable}`,
        ),
      ];
    const mode = statSync(path).mode & 0o777;
    if (process.platform === 'win32' || (mode & 0o077) === 0) return [];
    return [warned('directories', `${path} is open to other users (mode ${mode.toString(8)})`, `chmod 700 ${path}`)];
  });
  const secrets = ['.auth', '.encryption_salt', '.audit_key', '.database'].map((name) => join(environment.configDir, name));
  for (const path of secrets.filter(existsSync))
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      findings.push(
        failed(
          'directories',
          `${path} can be read by other users`,
          `chmod 600 ${path}, and replace the secret if somebody may have read it`,
        ),
      );
  return findings.length > 0 ? findings : [passed('directories', 'closed to other users, and writable')];
}

function isUsable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function encryption(environment: Installation['environment']): Finding {
  const plain = judgedPlaces(writtenPlaces(environment)).filter(({ verdict }) => !isSafe(verdict));
  if (plain.length === 0) return passed('diskEncryption', 'everything is written to encrypted disks or to memory');
  const places = [...new Set(plain.map(({ path }) => path))].join(', ');
  const cure =
    'Encrypt these disks (LUKS, FileVault, BitLocker); if they are encrypted out of sight, set SKIP_ENCRYPTION_CHECK=true';
  if (environment.skipEncryptionCheck)
    return warned('diskEncryption', `not known to be encrypted, and not checked at start: ${places}`, cure);
  return (environment.mode === 'production' ? failed : warned)('diskEncryption', `not known to be encrypted: ${places}`, cure);
}

function freeAt(path: string): number {
  const { bavail, bsize } = statfsSync(whereItLies(path));
  return bavail * bsize;
}

function backups(directory: string, settings: Settings): Finding {
  const { enabled, autoBackupEnabled, autoBackupSchedule } = settings.of(BackupSettings);
  if (!enabled || !autoBackupEnabled)
    return warned('backups', 'no backup is made by itself', 'Set backup.enabled and backup.autoBackupEnabled to true');
  if (existsSync(directory) && !statSync(directory).isDirectory())
    return failed(
      'backups',
      `${directory} is no directory`,
      'Move it away, and make the directory: it has to be writable for Chat Man',
    );
  const notes = existsSync(directory)
    ? readdirSync(directory)
        .filter(isUuid)
        .map((id) => join(directory, id, 'manifest.note'))
        .filter(existsSync)
    : [];
  const newest = Math.max(...notes.map((note) => statSync(note).mtimeMs));
  const ageHours = notes.length === 0 ? null : (Date.now() - newest) / hourMs;
  return backupFinding('backups', ageHours, (longestMs[autoBackupSchedule] * 1.125) / hourMs);
}
