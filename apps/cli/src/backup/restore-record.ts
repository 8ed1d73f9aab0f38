import { Transactions } from '#platform/database/transactions.js';
import { errorName } from '#platform/logging/error-name.js';
import type { Log } from '#platform/logging/log.js';
import { AuditFacade } from '../../../api/src/audit/audit.facade.js';
import { withAuditLog } from '../audit/audit-context.js';
import type { Installation } from '../installation.js';

export interface RestoreRecord {
  readonly id: string;
  readonly reason?: string;
  /** The name under which the database of before is kept, if there was one. */
  readonly kept: string | null;
}

const stale = `The audit log in this backup ends before the newest checkpoint that was signed here (data/audit/checkpoint): what lies between is lost,
and the log does not hide it. Events are recorded from now on and not signed, and health says so, until somebody accepts the loss:

    chatman audit accept-loss --reason "restored from the backup of …"

`;

const noKey = `The key that signed the audit log (config/.audit_key) is not here. Events are recorded from now on and not signed, until it is put back from a
copy of config/, or, if it is lost, somebody accepts that:

    chatman audit accept-loss --reason "config/ was lost"

`;

/** Records the restore in the log that was restored, and says how that log stands. The restore itself is done, whatever comes of this. */
export async function recordRestore(installation: Installation, log: Log, { id, reason, kept }: RestoreRecord): Promise<void> {
  try {
    await withAuditLog(installation, log, async (app) => {
      const audit = app.get(AuditFacade);
      const object = { type: 'backup', id };
      const detail = { by: 'operator', kept };
      // A backup is announced before its snapshot and ends after it; that it was restored is how it ended.
      const made = await audit.leftOpen('backup.created', id);
      await app.get(Transactions).run(async (tx) => {
        if (made !== null) await audit.conclude(tx, made, { actor: null, action: 'backup.created', object, outcome: 'success' });
        await audit.record(tx, { actor: null, action: 'backup.restored', object, outcome: 'success', reason, detail });
      });
      await audit.sign();
      if (audit.fault === 'stale') process.stdout.write(stale);
      else if (audit.fault === 'no-key') process.stdout.write(noKey);
      else if (audit.fault !== null)
        process.stdout.write(`The audit log is not being signed: ${audit.fault}. See docs/audit.md.\n`);
      return 0;
    });
  } catch (cause) {
    process.stderr.write(`The restore is done, and could not be recorded in the audit log (${errorName(cause)}).\n`);
  }
}
