import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditAction } from '#contracts/audit/audit-actions.js';
import { generatedSecretFiles } from '#platform/config/environment/secrets.js';
import type { Tx } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { MasterChange } from '#platform/keyring/master/master-change.js';
import type { Log } from '#platform/logging/log.js';
import { AuditFacade } from '../../../api/src/audit/audit.facade.js';
import { askNewSecret } from './ask-secret.js';
import { withAuditLog } from '../audit/audit-context.js';
import type { Installation } from '../installation/installation.js';
import { endProgress, print, showProgress, type OutputOptions } from '../output.js';
import { Refusal } from '../refusal.js';

/**
 * `chatman change-master-password`: may stop anywhere and be run again. Until it reports that the password was changed, start with the old one.
 */
export function changeMasterPassword(
  installation: Installation,
  log: Log,
  ask: (name: string) => Promise<string> = askNewSecret,
  output: OutputOptions = { json: false },
): Promise<number> {
  return withAuditLog(installation, log, async (app) => {
    const change = app.get(MasterChange);
    const audit = app.get(AuditFacade);
    const recorded = (action: AuditAction) => (tx: Tx) =>
      audit.record(tx, { actor: null, action, outcome: 'success', detail: { by: 'operator' } });
    try {
      if ((await change.progress()) === null) {
        await change.begin(await ask('New master password'), recorded('master-password.change-begun'));
      } else {
        process.stderr.write('Resuming an earlier change, to the password given then.\n');
      }
      await change.resume(({ total, remaining }) =>
        showProgress(`${total - remaining} of ${total} keys are wrapped with the new password`),
      );
      await change.finish(recorded('master-password.changed'));
    } catch (cause) {
      if (cause instanceof Problem) throw new Refusal(cause.detail);
      throw cause;
    }
    endProgress();
    forgetGenerated(installation);
    print(
      output,
      { changed: true },
      'The master password was changed. Set CHAT_MAN_PASSWORD to the new one and restart every instance. ' +
        'Earlier copies of the database can still be opened with the old one. If it has leaked, destroy them.\n',
    );
    return 0;
  });
}

/** A generated password opens nothing any more; the next start must ask for the one that a person chose. */
function forgetGenerated({ environment }: Installation): void {
  rmSync(join(environment.configDir, generatedSecretFiles.masterPassword), { force: true });
}
