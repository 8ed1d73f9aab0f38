import { Id } from '#contracts/common.js';
import { StartBackup, type Backup, type BackupVerification } from '#contracts/backup/backup.js';
import type { Log } from '#platform/logging/log.js';
// Every room says by its entities which of its tables a backup carries; the tool maps none of them, and must not forget one.
import '../../../api/src/app.module.js';
import { BackupFacade } from '../../../api/src/backup/backup.facade.js';
import { BackupMakingModule } from '../../../api/src/backup/backup-making.module.js';
import { withAuditLog } from '../audit/audit-context.js';
import type { Installation } from '../installation/installation.js';
import { Refusal } from '../refusal.js';
import { problemsAsRefusals } from './problems.js';
import { inLines, inWords, line } from './report.js';

type Command = (installation: Installation, log: Log) => Promise<number>;

export interface CreateOptions {
  readonly label?: string;
  readonly reason?: string;
  readonly json: boolean;
}

/** `chatman backup create`: beside a Chat Man that runs, or without one. */
export function createBackup({ json, ...command }: CreateOptions): Command {
  const parsed = StartBackup.safeParse(command);
  if (!parsed.success)
    throw new Refusal(
      'Expected a --label of one line with 1 to 80 characters and a --reason of 3 to 500, found something else. No backup was created.',
    );
  return withBackups(async (backups) => {
    const backup = await backups.make(parsed.data);
    process.stdout.write(json ? `${JSON.stringify(backup)}\n` : `${line(backup)}\n`);
    return 0;
  });
}

/** `chatman backup list`: newest first, with those that were copied into the directory. */
export function listBackups({ json }: { readonly json: boolean }): Command {
  return withBackups(async (backups) => {
    const all: Backup[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await backups.list({ limit: 200, ...(cursor ? { cursor } : {}) });
      all.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    process.stdout.write(json ? `${JSON.stringify(all)}\n` : inLines(all));
    return 0;
  });
}

/** `chatman backup verify <id>`. Exit code 1 for a backup that is not as it was written, or that the log does not bear out. */
export function verifyBackup(id: string, { json }: { readonly json: boolean }): Command {
  requireId(id);
  return withBackups(async (backups) => {
    const result: BackupVerification = await backups.verify(id);
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : inWords(result));
    return result.valid ? 0 : 1;
  });
}

/** `chatman backup copy <id>`: to the off-site target that is set. */
export function copyBackup(id: string, { json }: { readonly json: boolean }): Command {
  requireId(id);
  return withBackups(async (backups) => {
    const backup = await backups.copy(id);
    process.stdout.write(json ? `${JSON.stringify(backup)}\n` : `${line(backup)}\nIt is off-site as it is here.\n`);
    return 0;
  });
}

function requireId(id: string): void {
  if (!Id.safeParse(id).success)
    throw new Refusal('Expected the id of a backup, as shown by `chatman backup list`, found something else.');
}

function withBackups(work: (backups: BackupFacade) => Promise<number>): Command {
  return (installation, log) =>
    withAuditLog(installation, log, (app) => problemsAsRefusals(() => work(app.get(BackupFacade))), [BackupMakingModule]);
}
