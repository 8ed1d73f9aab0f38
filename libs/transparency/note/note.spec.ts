import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCheckpoint, parseCheckpointText, signCheckpoint, type Checkpoint } from './checkpoint.js';
import { newSeed } from './ed25519.js';
import { NoteSigner, NoteVerifier } from './note-key.js';
import { NoteError } from './note-text.js';
import { openNote, signNote } from './signed-note.js';

/** The example keys and note of Go's sumdb/note documentation, so that we speak what others speak. */
const peter = NoteSigner.parse('PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz');
const peterKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const peterText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterNote = `${peterText}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const log = NoteSigner.of('chat-man.example/audit', Buffer.alloc(32, 7));
const other = NoteSigner.of('chat-man.example/audit', Buffer.alloc(32, 8));

describe('a signed note', () => {
  it('is what other implementations sign and verify', () => {
    expect(peter.verifier.toString()).toBe(peterKey);
    expect(signNote(peterText, peter)).toBe(peterNote);
    expect(openNote(peterNote, [NoteVerifier.parse(peterKey)]).text).toBe(peterText);
  });

  it('opens with any of its signers and passes over keys it does not know', () => {
    const note = signNote('text\n', peter, log);
    expect(openNote(note, [log.verifier]).signedBy).toEqual([log.verifier]);
    expect(openNote(note, [peter.verifier, log.verifier]).signedBy).toHaveLength(2);
    expect(() => openNote(note, [other.verifier])).toThrow('no known key');
  });

  it('fails as a whole when a known key did not sign it', () => {
    const forged = signNote('text\n', peter, log).replace('text', 'next');
    expect(() => openNote(forged, [peter.verifier])).toThrow('is not valid');
  });

  it('keeps an empty line inside its text', () => {
    const text = 'one\n\ntwo\n';
    expect(openNote(signNote(text, log), [log.verifier]).text).toBe(text);
  });

  it.each([
    ['without a line break at the end', 'text'],
    ['with a tab', 'a\tb\n'],
    ['with half a surrogate pair', '\ud800\n'],
  ])('is not made of a text %s', (_, text) => {
    expect(() => signNote(text, log)).toThrow(NoteError);
  });

  it.each([
    ['no signature', 'text\n'],
    ['a signature line cut off', peterNote.slice(0, -1)],
    ['a plain dash', peterNote.replace('\u2014', '-')],
    ['base64 that is not canonical', peterNote.replace('JnAM=', 'JnAN=')],
    ['a signature too short for its key id', `${peterText}\n\u2014 PeterNeumann x08g\n`],
    ['an empty line among the signatures', `${peterNote}\n`],
    ['more than a hundred signatures', peterText + '\n' + `\u2014 someone ${Buffer.alloc(68).toString('base64')}\n`.repeat(101)],
    ['more than a megabyte', 'x'.repeat(1_000_001) + peterNote],
  ])('with %s is refused', (_, note) => {
    expect(() => openNote(note, [peter.verifier])).toThrow(NoteError);
  });

  it('does not open after any change of its text', () => {
    fc.assert(
      fc.property(fc.nat({ max: peterText.length - 2 }), fc.integer({ min: 0x21, max: 0x7e }), (at, unit) => {
        fc.pre(peterText.charCodeAt(at) !== unit);
        const changed = peterText.slice(0, at) + String.fromCharCode(unit) + peterText.slice(at + 1);
        expect(() => openNote(peterNote.replace(peterText, changed), [peter.verifier])).toThrow(NoteError);
      }),
    );
  });
});

describe('keys', () => {
  it('survive being written and read', () => {
    const signer = NoteSigner.of('name', newSeed());
    expect(NoteSigner.parse(signer.toSecretText()).verifier.toString()).toBe(signer.verifier.toString());
    expect(NoteVerifier.parse(signer.verifier.toString()).keyId).toEqual(signer.verifier.keyId);
  });

  it('have an id that depends on the name and on the kind of key', () => {
    expect(NoteSigner.of('one', Buffer.alloc(32)).verifier.keyId).not.toEqual(
      NoteSigner.of('two', Buffer.alloc(32)).verifier.keyId,
    );
  });

  it.each([
    ['of another kind', 'PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['with a wrong id', 'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['with another name', 'PaulNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['cut short', 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiB'],
    ['without a name', '+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['that are no keys', 'hello'],
  ])('%s are refused', (_, text) => {
    expect(() => NoteVerifier.parse(text)).toThrow(NoteError);
  });

  it('that are secret do not show up in the error that refuses them', () => {
    const secret = log.toSecretText().replace(/.$/, '');
    expect(() => NoteSigner.parse(secret)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret.slice(-20)) as string }),
    );
  });
});

describe('a checkpoint', () => {
  const checkpoint: Checkpoint = {
    origin: 'chat-man.example/audit',
    size: 42,
    root: Buffer.alloc(32, 1),
    signedAt: Date.UTC(2026, 10, 21),
    progress: { batch: 3, horizon: '799', cluster: '7710719989777589556' },
  };
  const text =
    'chat-man.example/audit\n42\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\ntime 2026-11-21T00:00:00.000Z\nbatch 3 799 7710719989777589556\n';

  it('is a note of origin, size and root', () => {
    const note = signCheckpoint(checkpoint, log);
    expect(note.startsWith(`${text}\n\u2014 chat-man.example/audit `)).toBe(true);
    expect(openCheckpoint(note, [log.verifier], checkpoint.origin)).toEqual(checkpoint);
  });

  it('speaks for one log only', () => {
    expect(() => openCheckpoint(signCheckpoint(checkpoint, log), [log.verifier], 'other')).toThrow('another log');
  });

  it('by another key of the same name does not open', () => {
    expect(() => openCheckpoint(signCheckpoint(checkpoint, other), [log.verifier])).toThrow('no known key');
  });

  it.each([
    ['a leading zero', text.replace('42', '042')],
    ['a negative size', text.replace('42', '-1')],
    ['a size past 2^53', text.replace('42', '9007199254740993')],
    ['a short root', text.replace('AQEBAQEB', '')],
    ['no time', text.replace(/time.*\n/, '')],
    ['another line', `${text}more\n`],
    ['no batch', text.replace(/batch.*\n/, '')],
    ['a batch with a leading zero', text.replace('batch 3', 'batch 03')],
    ['a cluster of two words', text.replace('7710719989777589556', '77 10')],
    ['no origin', text.replace('chat-man.example/audit', '')],
    ['another spelling of the time', text.replace('.000Z', 'Z')],
  ])('with %s is refused', (_, changed) => {
    expect(() => parseCheckpointText(changed)).toThrow();
  });
});
