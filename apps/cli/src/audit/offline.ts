import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { exitCodes } from '#platform/exit-codes.js';
import { verifyExport } from '#transparency/export-verifier.js';
import { NoteVerifier } from '#transparency/note-key.js';
import { inWords } from './report.js';
import { Refusal } from '../refusal.js';

export interface OfflineOptions {
  readonly key?: string;
  readonly anchor?: readonly string[];
  readonly json: boolean;
}

/** `chatman audit verify --offline`: a file, a public key, and nothing else. */
export async function verifyOffline(file: string, { key, anchor = [], json }: OfflineOptions): Promise<void> {
  try {
    if (key === undefined)
      throw new Refusal('--key is needed: the verifier key that you were given by another way than the export.');
    const stream = file === '-' ? process.stdin : createReadStream(file);
    const verdict = await verifyExport(stream as AsyncIterable<Uint8Array>, {
      keys: keysIn(key),
      anchors: anchor.flatMap(notesIn),
      onProgress: (events) => process.stderr.isTTY && process.stderr.write(`\r${events} events`),
    });
    if (process.stderr.isTTY) process.stderr.write('\r');
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

/** One key, or a file such as `audit.pub` with a key a line: the old one stays there when a key was replaced. */
function keysIn(key: string): NoteVerifier[] {
  const lines = (existsSync(key) ? readFileSync(key, 'utf8') : key).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').map((line) => NoteVerifier.parse(line));
}

/** One note as text, many as JSON lines with a field `note`, or the one in the manifest of a backup. A cut last line is passed over: a crash may leave one. */
export function notesIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  if (!text.startsWith('{')) return [text];
  const inManifest = checkpointIn(text);
  if (inManifest !== null) return [inManifest];
  return text.split('\n').flatMap((line) => {
    const note = fieldsOf(line)?.note;
    return typeof note === 'string' ? [note] : [];
  });
}

function checkpointIn(text: string): string | null {
  const audit = fieldsOf(text)?.audit as { readonly checkpoint?: unknown } | null | undefined;
  return typeof audit?.checkpoint === 'string' ? audit.checkpoint : null;
}

/** The fields of an object in JSON; null for anything else. */
function fieldsOf(text: string): { readonly note?: unknown; readonly audit?: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
