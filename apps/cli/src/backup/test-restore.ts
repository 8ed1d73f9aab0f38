import type { BackupTestRestore } from '#contracts/backup/backup.js';
import type { Log } from '#platform/logging/log.js';
// Every room says by its entities what is sealed; the tool maps none of them, and must try all.
import '../../../api/src/app.module.js';
import { RestoreModule } from '../../../api/src/backup/restore/restore.module.js';
import { TestRestoreFacade } from '../../../api/src/backup/restore/test-restore.facade.js';
import { withAuditLog } from '../audit/audit-context.js';
import type { Installation } from '../installation/installation.js';
import { problemsAsRefusals } from './problems.js';

export interface TestRestoreOptions {
  readonly json: boolean;
}

/** `chatman backup test-restore <id>`: beside a Chat Man that runs, or without one. Exit code 1 for a backup that would not restore. */
export function testRestore(installation: Installation, log: Log, id: string, { json }: TestRestoreOptions): Promise<number> {
  return withAuditLog(
    installation,
    log,
    async (app) => {
      const result = await problemsAsRefusals(() => app.get(TestRestoreFacade).test(null, id));
      process.stdout.write(json ? `${JSON.stringify(result)}\n` : inWords(result));
      return result.success ? 0 : 1;
    },
    [RestoreModule],
  );
}

function inWords({ success, durationMs, checks }: BackupTestRestore): string {
  const lines = checks.map(({ passed, message }) => `${passed ? ' ok  ' : 'BAD  '}${message}`);
  const verdict = success ? 'The backup can be restored' : 'The backup can NOT be restored';
  return `${[...lines, `${verdict} (${(durationMs / 1000).toFixed(1)} s).`].join('\n')}\n`;
}
