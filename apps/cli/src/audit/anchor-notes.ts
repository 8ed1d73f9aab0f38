import { readFileSync } from 'node:fs';
import { Refusal } from '../refusal.js';

/**
 * The checkpoints in a file that was kept elsewhere: one note as text, many as JSON lines with a field `note`, or the one in the manifest of a
 * backup. A truncated last line is skipped, since a crash may leave one; anything else that is not a checkpoint is refused.
 */
export function notesIn(file: string): string[] {
  const text = textOf(file);
  if (!text.startsWith('{')) return [text];
  const inManifest = checkpointIn(text);
  if (inManifest !== null) return [inManifest];
  const lines = text.split('\n');
  const notes = lines.flatMap((line, number) => {
    const note = fieldsOf(line)?.note;
    if (typeof note === 'string') return [note];
    if (number === lines.length - 1) return []; // empty, or cut off
    throw new Refusal(`--anchor: line ${number + 1} of ${file} is not a checkpoint. Nothing was checked.`);
  });
  if (notes.length === 0) throw new Refusal(`--anchor: ${file} contains no checkpoint. Nothing was checked.`);
  return notes;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new Refusal(`--anchor: ${file} cannot be read (${code}). Nothing was checked.`, { cause });
  }
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
