import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { exitCodes } from '#platform/exit-codes.js';
import { verifyExport, type ExportVerdict } from '#transparency/export/export-verifier.js';
import { NoteVerifier } from '#transparency/note/note-key.js';
import { notesIn } from './anchor-notes.js';
import { Refusal } from '../refusal.js';
import { inWords } from './report.js';

export interface OfflineOptions {
  readonly key?: string;
  readonly anchor?: readonly string[];
  readonly json: boolean;
}

/** `chatman audit verify --offline`: a file, a public key, and nothing else. */
export async function verifyOffline(file: string, { key, anchor = [], json }: OfflineOptions): Promise<void> {
  try {
    if (key === undefined) throw new Refusal('--key is required: the verifier key, obtained separately from the export.');
    const stream = file === '-' ? process.stdin : createReadStream(file);
    const anchors = anchor.flatMap(notesIn);
    const verdict = await verifyExport(stream as AsyncIterable<Uint8Array>, {
      keys: keysIn(key),
      anchors,
      onProgress: (events) => process.stderr.isTTY && process.stderr.write(`\r${events} events`),
    });
    if (process.stderr.isTTY) process.stderr.write('\r');
    if (verdict.valid) refuseIncomparable(verdict, anchors);
    const { newest, root, ...plain } = verdict;
    const result = {
      ...plain,
      root: root?.toString('base64') ?? null,
      signedAt: newest && new Date(newest.signedAt).toISOString(),
    };
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : inWords(verdict));
    process.exitCode = (verdict.valid ? exitCodes.done : exitCodes.failed).code;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodes.refused.code;
  }
}

/** A selection has no tree to compare at a size other than its own: skipping such an anchor would look like agreement. */
function refuseIncomparable({ scope, newest }: ExportVerdict, anchors: readonly string[]): void {
  if (scope !== 'selection' || anchors.every((note) => Number(note.split('\n', 2)[1]) === newest?.size)) return;
  throw new Refusal(
    `--anchor: the events of this selection are genuine, but a selection can only be compared with an anchor of its own size (${newest?.size ?? 0}). Export the whole log to compare it with other anchors.`,
  );
}

/** One key, or a file such as `audit.pub` with a key a line: the old one stays there when a key was replaced. */
function keysIn(key: string): NoteVerifier[] {
  const lines = (existsSync(key) ? readFileSync(key, 'utf8') : key).split('\n').map((line) => line.trim());
  const keys = lines.filter((line) => line !== '').map((line) => NoteVerifier.parse(line));
  if (keys.length === 0) throw new Refusal(`--key: expected a verifier key, or a file that contains one, found none.`);
  return keys;
}
