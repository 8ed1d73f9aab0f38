import { createWriteStream } from 'node:fs';
import { Id } from '#contracts/common.js';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AuditFacade } from '../../../api/src/audit/audit.facade.js';
import { AuditReadingFacade, type Progress } from '../../../api/src/audit/audit-reading.facade.js';
import { Transactions } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation/installation.js';
import { print, type OutputOptions } from '../output.js';
import { Refusal } from '../refusal.js';
import { withAuditLog } from './audit-context.js';
import { notesIn } from './anchor-notes.js';
import { inWords } from './report.js';

export interface ExportOptions {
  readonly out?: string;
  readonly format: string;
  readonly details: boolean;
  readonly reason: string;
}

type Command = (installation: Installation, log: Log) => Promise<number>;

export interface OnlineOptions {
  readonly key?: string;
  readonly anchor?: readonly string[];
  readonly json: boolean;
}

/** `chatman audit verify`: the log in the database, against everything that was signed about it, and against checkpoints from elsewhere. */
export function verifyOnline({ json, key, anchor = [] }: OnlineOptions): Command {
  if (key !== undefined)
    throw new Refusal(
      '--key can only be used with --offline. The log in the database is checked with the keys in config/audit.pub. Nothing was checked.',
    );
  const anchors = anchor.flatMap(notesIn);
  return (installation, log) =>
    withAuditLog(installation, log, async (app) => {
      await requireOwn(app.get(AuditReadingFacade), anchors);
      const onProgress = ({ step, checked, size }: Progress) =>
        void (process.stderr.isTTY && process.stderr.write(`\r\x1b[K${checked} of ${size} ${step}`));
      const report = await app.get(AuditReadingFacade).verify({ onProgress, anchors });
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : inWords(report));
      return report.valid ? 0 : 1;
    });
}

/** A checkpoint that no key of this log has signed says nothing about the log: skipping it would look like agreement. */
async function requireOwn(reading: AuditReadingFacade, notes: readonly string[]): Promise<void> {
  for (const note of notes) {
    if ((await reading.checkpointIn(note)) !== null) continue;
    const origin = note.split('\n', 1)[0]!.slice(0, 60);
    throw new Refusal(
      `--anchor: a checkpoint of ${JSON.stringify(origin)} is not signed by any key in config/audit.pub. Nothing was checked.`,
    );
  }
}

/** `chatman audit export`: recorded before it begins; the actor is the operator at this machine's shell. */
export function exportLog({ out, format, details, reason }: ExportOptions): Command {
  return async (installation, log) => {
    if (format !== 'jsonl' && format !== 'csv')
      throw new Refusal(`--format: expected jsonl or csv, found ${JSON.stringify(format)}.`);
    return withAuditLog(installation, log, async (app) => {
      const audit = app.get(AuditFacade);
      const event = { actor: null, action: 'audit.exported', reason, detail: { format, details, by: 'operator' } } as const;
      const announced = await audit.recordIntent(event);
      const conclude = (outcome: 'success' | 'failed') =>
        app.get(Transactions).run((tx) => audit.recordOutcome(tx, announced, { actor: null, action: 'audit.exported', outcome }));
      try {
        await audit.sign();
        const lines = Readable.from(app.get(AuditReadingFacade).lines({ format, details, filters: {} }));
        await pipeline(lines, out === undefined ? process.stdout : createWriteStream(out, { mode: 0o600 }), {
          end: out !== undefined,
        });
      } catch (cause) {
        await conclude('failed');
        throw cause;
      }
      await conclude('success');
      return 0;
    });
  };
}

/** `chatman audit accept-loss`: for the operator at this machine's shell, after a restore from a backup older than the anchor. */
export function acceptLoss({ reason, ...output }: OutputOptions & { readonly reason: string }): Command {
  return (installation, log) =>
    withAuditLog(installation, log, async (app) => {
      try {
        await app.get(AuditFacade).acceptLoss(reason);
      } catch (cause) {
        if (cause instanceof Problem) throw new Refusal(cause.detail);
        throw cause;
      }
      print(
        output,
        { accepted: true },
        'The audit log continues with a new key. Copy config/audit.pub again. The lost anchors are kept next to the audit log.\n',
      );
      return 0;
    });
}

/** `chatman audit prune`: the operator at the shell is one person, and removing part of the log takes two. */
export const refusePruning: Command = () => {
  throw new Refusal(
    'Removing audit events takes two people, so it cannot be done from here. A compliance officer requests it with POST /api/audit/pruning { "month", "reason" }, ' +
      'GET /api/audit/pruning says which month is due, and someone else approves it in the portal.',
  );
};

export function printCheckpoint(output: OutputOptions): Command {
  return (installation, log) =>
    withAuditLog(installation, log, async (app) => {
      const note = await app.get(AuditReadingFacade).checkpoint();
      print(output, { note }, note ?? 'The audit log has not been signed yet.\n');
      return note === null ? 1 : 0;
    });
}

/** A proof is JSON in any case; `--json` prints it on one line. */
export function printProof(eventId: string, output: OutputOptions): Command {
  if (!Id.safeParse(eventId).success)
    throw new Refusal('Expected the id of an event, as shown in an export or the portal, found something else.');
  return (installation, log) =>
    withAuditLog(installation, log, async (app) => {
      const proof = await app.get(AuditReadingFacade).proof(eventId);
      print(output, proof, `${JSON.stringify(proof, null, 2)}\n`);
      return 0;
    });
}
