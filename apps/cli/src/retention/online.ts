import { Id } from '#contracts/common.js';
import type { Log } from '#platform/logging/log.js';
import { ApprovalExpiryModule } from '../../../api/src/auth/approval-expiry.module.js';
import { ConversationExpiryModule } from '../../../api/src/chat/conversation-expiry.module.js';
import { DocumentExpiryModule } from '../../../api/src/rag/document-expiry.module.js';
import { RetentionOperationFacade } from '../../../api/src/retention/retention-operation.facade.js';
import { RetentionRunningModule } from '../../../api/src/retention/retention-running.module.js';
import { withAuditLog } from '../audit/audit-context.js';
import type { Installation } from '../installation/installation.js';
import { endProgress, print, showProgress, type OutputOptions } from '../output.js';
import { Refusal } from '../refusal.js';

type Command = (installation: Installation, log: Log) => Promise<number>;

const rooms = [RetentionRunningModule, ConversationExpiryModule, DocumentExpiryModule, ApprovalExpiryModule];
const shownRuns = 20;

function withRetention(work: (retention: RetentionOperationFacade) => Promise<void>): Command {
  return (installation, log) =>
    withAuditLog(
      installation,
      log,
      async (app) => {
        await work(app.get(RetentionOperationFacade));
        return 0;
      },
      rooms,
    );
}

export function previewRetention(output: OutputOptions): Command {
  return withRetention(async (retention) => {
    const preview = await retention.preview();
    const lines = preview.items.map(
      ({ class: name, object, days, objects, held }) =>
        `${name}: ${objects} past ${days} days (${object})${held > 0 ? `, ${held} more kept by legal holds` : ''}\n`,
    );
    print(output, preview, `${preview.enabled ? '' : 'Retention is switched off (retention.enabled).\n'}${lines.join('')}`);
  });
}

export function runRetention({ reason, ...output }: OutputOptions & { readonly reason: string }): Command {
  return withRetention(async (retention) => {
    const { id, steps } = await retention.run(reason, (removed) => showProgress(`${removed} removed`));
    endProgress();
    const lines = steps.map(({ object, removed, held }) => `${object}: ${removed} removed${held > 0 ? `, ${held} held` : ''}\n`);
    print(output, { id, steps }, `Run ${id}\n${lines.join('')}`);
  });
}

export function listRuns(output: OutputOptions): Command {
  return withRetention(async (retention) => {
    const runs = await retention.newest(shownRuns);
    const lines = runs.map(({ id, state, startedAt, steps }) => {
      const removed = steps.reduce((sum, step) => sum + step.removed, 0);
      return `${startedAt.toISOString()}  ${id}  ${state}  ${removed} removed\n`;
    });
    print(output, runs, lines.length === 0 ? 'There was no run yet.\n' : lines.join(''));
  });
}

/** A certificate is text that its signature covers; `--json` prints it as it is, since it is JSON. */
export function printCertificate(runId: string): Command {
  if (!Id.safeParse(runId).success) throw new Refusal('Give the id of a run, as `chatman retention runs` shows it.');
  return withRetention(async (retention) => void process.stdout.write(await retention.certificate(runId)));
}
