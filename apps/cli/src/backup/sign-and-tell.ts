import type { INestApplicationContext } from '@nestjs/common';
import { errorName } from '#platform/logging/error-name.js';
import type { Log } from '#platform/logging/log.js';
import { AuditFacade } from '../../../api/src/audit/audit.facade.js';
import { withAuditLog } from '../audit/audit-context.js';
import type { Installation } from '../installation/installation.js';
import type { OutputOptions } from '../output.js';

const stale = `The audit log in this backup ends before the newest checkpoint signed here (data/audit/checkpoint): the events in between are lost, and the log shows it. New events are recorded but not signed, and health reports it, until you accept the loss:

    chatman audit accept-loss --reason "restored from the backup of …"

`;

const noKey = `The key that signed the audit log (config/.audit_key) is missing. New events are recorded but not signed until you restore it from a copy of config/. If it is lost, accept the loss:

    chatman audit accept-loss --reason "config/ was lost"

`;

export interface Following {
  /** What was done, regardless of what follows: `The restore is done`. */
  readonly done: string;
  readonly output: OutputOptions;
  /** What is left to be recorded, now that the database has its place. */
  readonly record?: (app: INestApplicationContext) => Promise<void>;
}

/** Signs the log of a restored database and reports its state. */
export async function signAndTell(installation: Installation, log: Log, { done, output, record }: Following): Promise<void> {
  const tell = output.json ? process.stderr : process.stdout; // standard output is for the result alone
  try {
    await withAuditLog(installation, log, async (app) => {
      await record?.(app);
      const audit = app.get(AuditFacade);
      await audit.sign();
      if (audit.fault === 'stale') tell.write(stale);
      else if (audit.fault === 'no-key') tell.write(noKey);
      else if (audit.fault !== null) tell.write(`The audit log is not being signed: ${audit.fault}. See docs/audit.md.\n`);
      return 0;
    });
  } catch (cause) {
    process.stderr.write(
      `${done} and recorded; the audit log could not be signed yet (${errorName(cause)}). The next start signs it.\n`,
    );
  }
}
