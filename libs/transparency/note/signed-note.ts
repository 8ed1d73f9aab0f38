import { decodeBase64, NoteError, requireNoteText } from './note-text.js';
import { requireKeyName, type NoteSigner, type NoteVerifier } from './note-key.js';

/** Limits that keep a hostile note from costing much; C2SP signed-note asks for at least 16 signatures. */
const maxNoteBytes = 1_000_000;
const maxSignatures = 100;

interface SignatureLine {
  readonly name: string;
  readonly keyId: Buffer;
  readonly signature: Buffer;
}

export interface OpenedNote {
  /** The signed text, with its final line break. */
  readonly text: string;
  /** The known keys whose signatures were checked; never empty. */
  readonly signedBy: readonly NoteVerifier[];
}

/** Signs a text as C2SP signed-note: the text, an empty line, and a line `— name base64(key id ‖ signature)` for each signer. */
export function signNote(text: string, ...signers: readonly NoteSigner[]): string {
  requireNoteText(text);
  if (signers.length === 0) throw new NoteError('a note needs a signer');
  const message = Buffer.from(text, 'utf8');
  const lines = signers.map((signer) => {
    const blob = Buffer.concat([signer.verifier.keyId, signer.sign(message)]);
    return `\u2014 ${signer.verifier.name} ${blob.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/**
 * Opens a note that at least one of the known keys signed; throws a NoteError otherwise.
 * Signatures by unknown keys are passed over; one that claims a known key and does not verify fails the whole note.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = splitNote(note);
  const message = Buffer.from(text, 'utf8');
  const signedBy: NoteVerifier[] = [];
  for (const { name, keyId, signature } of signatures) {
    const known = verifiers.find((verifier) => verifier.name === name && verifier.keyId.equals(keyId));
    if (known === undefined) continue;
    if (!known.accepts(message, signature)) throw new NoteError(`the signature of ${name} is not valid`);
    if (!signedBy.includes(known)) signedBy.push(known);
  }
  if (signedBy.length === 0) throw new NoteError('no known key has signed the note');
  return { text, signedBy };
}

function splitNote(note: string): { text: string; signatures: SignatureLine[] } {
  if (Buffer.byteLength(note, 'utf8') > maxNoteBytes) throw new NoteError('the note is too long');
  const border = note.lastIndexOf('\n\n');
  if (border < 0) throw new NoteError('the note has no signatures');
  const text = note.slice(0, border + 1);
  const block = note.slice(border + 2);
  requireNoteText(text);
  if (!block.endsWith('\n')) throw new NoteError('the last signature line is cut off');
  const lines = block.slice(0, -1).split('\n');
  if (lines.length > maxSignatures) throw new NoteError('the note has too many signatures');
  return { text, signatures: lines.map(parseSignatureLine) };
}

function parseSignatureLine(line: string): SignatureLine {
  const [, name, encoded] = /^\u2014 ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  if (name === undefined || encoded === undefined) throw new NoteError('a signature line is malformed');
  requireKeyName(name);
  const blob = decodeBase64(encoded);
  if (blob === null || blob.length < 5) throw new NoteError('a signature line is malformed');
  return { name, keyId: blob.subarray(0, 4), signature: blob.subarray(4) };
}
