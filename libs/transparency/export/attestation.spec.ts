import { describe, expect, it } from 'vitest';
import { openAttestation, signAttestation } from './attestation.js';
import { openCheckpoint, signCheckpoint } from '../note/checkpoint.js';
import { newSeed } from '../note/ed25519.js';
import { NoteSigner } from '../note/note-key.js';
import { NoteError } from '../note/note-text.js';
import { signNote } from '../note/signed-note.js';

const signer = NoteSigner.of('chat-man-1', newSeed());
const other = NoteSigner.of('chat-man-2', newSeed());
const known = [signer.verifier];
const backup = { kind: 'backup', id: '01938a5e-0000-7000-8000-000000000001', sha256: 'ab'.repeat(32) } as const;

describe('an attestation', () => {
  it('says again what was signed', () => {
    expect(openAttestation(signAttestation(backup, signer), 'backup', known)).toEqual(backup);
  });

  it('is refused from an unknown key, and when its text was changed', () => {
    expect(() => openAttestation(signAttestation(backup, other), 'backup', known)).toThrow(NoteError);
    const changed = signAttestation(backup, signer).replace('abab', 'abac');
    expect(() => openAttestation(changed, 'backup', known)).toThrow(NoteError);
  });

  it('vouches for one kind, and under the name of its own key', () => {
    expect(() => openAttestation(signAttestation(backup, signer), 'keyring', known)).toThrow(NoteError);
    const borrowed = signNote(`chat-man-2/backup\n${backup.id}\n${backup.sha256}\n`, signer);
    expect(() => openAttestation(borrowed, 'backup', [signer.verifier, other.verifier])).toThrow(NoteError);
  });

  it('has one spelling', () => {
    for (const text of [
      `chat-man-1/backup\n${backup.id}\n${backup.sha256}\nmore\n`,
      `chat-man-1/backup\n${backup.id}\n${backup.sha256.toUpperCase()}\n`,
      `chat-man-1/backup\n../${backup.id}\n${backup.sha256}\n`,
    ])
      expect(() => openAttestation(signNote(text, signer), 'backup', known)).toThrow(NoteError);
  });

  it('never passes for a checkpoint, nor a checkpoint for it', () => {
    expect(() => openCheckpoint(signAttestation(backup, signer), known)).toThrow(NoteError);
    const checkpoint = signCheckpoint(
      { origin: 'chat-man-1', size: 0, root: Buffer.alloc(32), signedAt: 0, progress: { batch: 1, horizon: '0', cluster: '1' } },
      signer,
    );
    expect(() => openAttestation(checkpoint, 'backup', known)).toThrow(NoteError);
  });
});
