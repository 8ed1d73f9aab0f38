import { hashBytes } from './hashing.js';
import { decodeBase64, NoteError } from './note-text.js';
import { type NoteSigner, type NoteVerifier } from './note-key.js';
import { openNote, signNote } from './signed-note.js';

/** A statement of the whole log up to a size, as C2SP tlog-checkpoint lays it out. */
export interface Checkpoint {
  /** Which log speaks: a name without a line break, the same for its whole life. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** When it was signed, in milliseconds since 1970; an extension line of ours, so that an idle log can show that it is awake. */
  readonly signedAt: number;
}

/** The text that is signed: origin, size, root, and one extension line `time <ISO 8601>`. */
export function checkpointText({ origin, size, root, signedAt }: Checkpoint): string {
  if (origin === '' || origin.includes('\n')) throw new NoteError('the origin is one line of text');
  if (!Number.isSafeInteger(size) || size < 0) throw new NoteError('the size is not a count');
  if (root.length !== hashBytes) throw new NoteError('the root does not have 32 bytes');
  return `${origin}\n${size}\n${root.toString('base64')}\ntime ${new Date(signedAt).toISOString()}\n`;
}

/** Reads a checkpoint's text; throws a NoteError unless it is in the one spelling that `checkpointText` writes. */
export function parseCheckpointText(text: string): Checkpoint {
  const lines = text.split('\n');
  const [origin, size, root, time] = lines;
  if (lines.length !== 5 || lines[4] !== '' || origin === undefined || origin === '')
    throw new NoteError('the checkpoint is malformed');
  if (size === undefined || !/^(0|[1-9][0-9]{0,15})$/.test(size)) throw new NoteError('the checkpoint size is malformed');
  const rootHash = decodeBase64(root ?? '');
  if (rootHash === null || rootHash.length !== hashBytes) throw new NoteError('the checkpoint root is malformed');
  const signedAt = Date.parse((time ?? '').replace(/^time /, ''));
  if (Number.isNaN(signedAt)) throw new NoteError('the checkpoint time is malformed');
  const checkpoint = { origin, size: Number(size), root: rootHash, signedAt };
  if (checkpointText(checkpoint) !== text) throw new NoteError('the checkpoint is not in its canonical form');
  return checkpoint;
}

/** Signs a checkpoint as a note that any C2SP tool can check. */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  return signNote(checkpointText(checkpoint), signer);
}

/** Opens a checkpoint note; throws a NoteError unless a known key signed it and it speaks for the expected log. */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[], origin?: string): Checkpoint {
  const checkpoint = parseCheckpointText(openNote(note, verifiers).text);
  if (origin !== undefined && checkpoint.origin !== origin) throw new NoteError('the checkpoint speaks for another log');
  return checkpoint;
}
