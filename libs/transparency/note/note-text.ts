/** What is wrong with a note, a key or a checkpoint. The text never repeats key material. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
}

/** Standard base64 with padding, in its one canonical spelling; null for anything else. */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** Throws a NoteError unless the text may be signed: well formed, no control characters but line breaks, ends with one. */
export function requireNoteText(text: string): void {
  if (!text.endsWith('\n')) throw new NoteError('a note text ends with a line break');
  if (!text.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(text))
    throw new NoteError('the note text has characters that are not allowed');
}
