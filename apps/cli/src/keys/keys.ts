import { KeyTurnover, type Turnover, type TurnoverProgress } from '#platform/keyring/rotation/key-turnover.js';
import { Transactions } from '#platform/database/transactions.js';
// Every room says by its entities what is sealed; the tool maps none of them, and must forget none.
import '../../../api/src/app.module.js';
import { AuditFacade } from '../../../api/src/audit/audit.facade.js';
import { withAuditLog } from '../audit/audit-context.js';
import { problemsAsRefusals } from '../backup/problems.js';
import { endProgress, print, showProgress, type OutputOptions } from '../output.js';
import type { Command } from '../people/people-context.js';
import { Refusal } from '../refusal.js';

/** The details of audit events are never rewritten; they go with their month. */
const neverRewritten = ['audit.event_detail'];

export interface RotateOptions extends OutputOptions {
  readonly reason: string;
  readonly olderThan: number;
  readonly continue: boolean;
  readonly refuseOld: boolean;
}

/** `chatman keys status` */
export function keysStatus(output: OutputOptions): Command {
  return (installation, log) =>
    withAuditLog(installation, log, async (app) => {
      const { owners, prepared, retired, refused, oldest } = await app.get(KeyTurnover).state();
      const since = oldest === null ? 'none yet' : oldest.toISOString();
      print(
        output,
        { owners, prepared, retired, refused, oldest },
        `${owners} data keys; the oldest version in use was made ${since}\n` +
          `${prepared} new versions prepared, ${retired} older versions that still open, ${refused} that are refused\n`,
      );
      return 0;
    });
}

/** `chatman keys rotate`: beside a Chat Man that runs. It may be stopped at any time, and continued. */
export function rotateKeys(options: RotateOptions): Command {
  return (installation, log) =>
    withAuditLog(installation, log, async (app) => {
      const audit = app.get(AuditFacade);
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
      const { reason, olderThan: olderThanDays, continue: continues, refuseOld: refusesOld } = options;
      const record = (action: 'keys.rotation-begun' | 'keys.rotated', detail: object) =>
        app
          .get(Transactions)
          .run((tx) =>
            audit.record(tx, { actor: null, action, outcome: 'success', reason, detail: { by: 'operator', ...detail } }),
          );
      await record('keys.rotation-begun', { olderThanDays, continues });
      try {
        const turnover = await problemsAsRefusals(() =>
          app.get(KeyTurnover).run({
            ...{ olderThanDays, continues, refusesOld, neverRewritten, signal: stop.signal },
            onProgress: (progress) => showProgress(progressText(progress)),
          }),
        );
        endProgress();
        await record('keys.rotated', { ...turnover });
        await audit.sign();
        print(options, turnover, turnoverText(turnover));
        return turnover.broken > 0 ? 1 : 0;
      } catch (cause) {
        endProgress();
        if (!stop.signal.aborted) throw cause;
        throw new Refusal(
          'The rotation was stopped. Everything can be read as before. Go on with: chatman keys rotate --continue',
          {
            cause,
          },
        );
      }
    });
}

function progressText({ step, done, total, table }: TurnoverProgress): string {
  const of = total === null ? `${done}` : `${done} of ${total}`;
  return {
    prepare: `${of} new key versions prepared`,
    wait: `waiting until every instance knows them: ${of} seconds`,
    activate: `${of} new key versions in use`,
    reseal: `${of} rows of ${table} encrypted again`,
    refuse: `${of} keys with older versions refused`,
  }[step];
}

function turnoverText({ rotated, resealed, refused, broken, oldRefused, oldKept }: Turnover): string {
  const lines = [
    `${rotated} data keys have a new version; ${resealed} rows were encrypted again, opened and compared.`,
    ...(refused > 0
      ? [`${refused} rows can’t be changed any more (closed cases, released holds) and stay under older versions.`]
      : []),
    ...(broken > 0 ? [`${broken} rows can’t be decrypted and were left as they are.`] : []),
    ...(oldRefused === null ? [] : [`The older versions of ${oldRefused} keys are refused from now on.`]),
    ...(oldKept > 0
      ? [`The older versions of ${oldKept} keys go on opening what is still under them, such as details of audit events.`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
