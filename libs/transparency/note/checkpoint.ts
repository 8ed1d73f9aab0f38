import { hashBytes } from '../tree/hashing.js';
import { decodeBase64, NoteError } from './note-text.js';
import { type NoteSigner, type NoteVerifier } from './note-key.js';
import { openNote, signNote } from './signed-note.js';

/** How far a log had come when it was signed; what the next batch goes by. Lines of ours after the three that C2SP asks for. */
export interface Progress {
  /** Batches so far, counted from 1. */
  readonly batch: number;
  /** Every event of a database transaction below it is in the log (PostgreSQL's xid8 as a decimal text) ... */
  readonly horizon: string;
  /** ... as the cluster with this identifier counts transactions. */
  readonly cluster: string;
}

/** A statement of the whole log up to a size, as C2SP tlog-checkpoint lays it out. */
export interface Checkpoint {
  /** Which log speaks: a name without a line break, the same for its whole life. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** When it was signed, in milliseconds since 1970, so that an idle log can show that it is awake. */
  readonly signedAt: number;
  readonly progress: Progress;
}

/** The text that is signed: origin, size and root, then `time <ISO 8601>` and `batch <number> <horizon> <cluster>`, a line each. */
export function checkpointText({ origin, size, root, signedAt, progress }: Checkpoint): string {
  if (origin === '' || origin.includes('\n')) throw new NoteError('the origin is one line of text');
  if (!isCount(size)) throw new NoteError('the size is not a count');
  if (root.length !== hashBytes) throw new NoteError('the root does not have 32 bytes');
  const { batch, horizon, cluster } = progress;
  if (!isCount(batch) || !numberShape.test(horizon) || !clusterShape.test(cluster)) throw new NoteError('the batch is malformed');
  const time = new Date(signedAt).toISOString();
  return `${origin}\n${size}\n${root.toString('base64')}\ntime ${time}\nbatch ${batch} ${horizon} ${cluster}\n`;
}

/** Reads a checkpoint's text; throws a NoteError unless it is in the one spelling that `checkpointText` writes. */
export function parseCheckpointText(text: string): Checkpoint {
  const [origin = '', size = '', root = '', time = '', batchLine = ''] = text.split('\n');
  const rootHash = decodeBase64(root);
  if (rootHash === null) throw new NoteError('the checkpoint root is malformed');
  const signedAt = Date.parse(time.replace(/^time /, ''));
  if (Number.isNaN(signedAt)) throw new NoteError('the checkpoint time is malformed');
  const [, batch, horizon = '', cluster = ''] = /^batch (\d+) (\d+) (\S+)$/.exec(batchLine) ?? [];
  const checkpoint = {
    origin,
    size: Number(size),
    root: rootHash,
    signedAt,
    progress: { batch: Number(batch), horizon, cluster },
  };
  if (checkpointText(checkpoint) !== text) throw new NoteError('the checkpoint is not in its canonical form');
  return checkpoint;
}

const numberShape = /^(0|[1-9][0-9]{0,18})$/;
const clusterShape = /^[\x21-\x7e]{1,100}$/;

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Signs a checkpoint as a note that any C2SP tool can check. */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  return signNote(checkpointText(checkpoint), signer);
}

/**
 * Opens a checkpoint note; throws a NoteError unless a known key signed it, and the key bears the name of the log that the note speaks for.
 * A log has several known keys when one was replaced.
 */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[], origin?: string): Checkpoint {
  const { text, signedBy } = openNote(note, verifiers);
  const checkpoint = parseCheckpointText(text);
  const isExpected = origin === undefined || checkpoint.origin === origin;
  if (!isExpected || !signedBy.some(({ name }) => name === checkpoint.origin))
    throw new NoteError('the checkpoint speaks for another log');
  return checkpoint;
}
