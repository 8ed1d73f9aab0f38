import { describe, expect, it } from 'vitest';
import { signAttestation } from '../export/attestation.js';
import { newSeed } from '../note/ed25519.js';
import { NoteSigner } from '../note/note-key.js';
import { canonicalText } from './canonical-json.js';
import { attestationOf, certificateText, verifyCertificate, type Certificate } from './certificate.js';

const signer = NoteSigner.of('chat-man.example', newSeed());
const other = NoteSigner.of('elsewhere.example', newSeed());
const certificate: Certificate = {
  kind: 'retention',
  id: '01940000-0000-7000-8000-000000000001',
  body: { startedAt: '2026-11-29T03:17:00.000Z', classes: [{ class: 'conversation', days: 90, removed: 12 }] },
};
const text = certificateText(certificate, signAttestation(attestationOf(certificate), signer), [
  other.verifier.toString(),
  signer.verifier.toString(),
]);

describe('canonical JSON', () => {
  it('is one text whatever the order of the keys', () => {
    expect(canonicalText({ b: [1, { d: null, c: 'x\n' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x\\n","d":null}]}');
  });

  it.each([[1.5], [Number.NaN], [new Date()], [undefined], [{ a: undefined }]])('refuses %s', (value) => {
    expect(() => canonicalText(value)).toThrow(TypeError);
  });
});

describe('a certificate', () => {
  it('is valid by the key that it carries, and says that nobody vouched for that key', () => {
    expect(verifyCertificate(text)).toEqual({
      valid: true,
      certificate,
      signedBy: 'chat-man.example',
      key: signer.verifier.toString(),
      trust: 'carried',
    });
  });

  it('is valid by a key that the reader has', () => {
    expect(verifyCertificate(text, [other.verifier, signer.verifier])).toMatchObject({ valid: true, trust: 'given' });
  });

  it('is not valid by the keys of another installation', () => {
    expect(verifyCertificate(text, [other.verifier])).toMatchObject({ valid: false });
  });

  it('is not valid with any one byte changed', () => {
    const bytes = Buffer.from(text);
    const accepted = [...bytes.keys()].filter((at) =>
      [1, 0x20, 0x80].some((bit) => {
        const changed = Buffer.from(bytes);
        changed[at] = changed[at]! ^ bit;
        return verifyCertificate(changed.toString('utf8')).valid;
      }),
    );
    expect(accepted).toEqual([]);
  });

  it.each([
    ['a byte missing', text.slice(0, -1)],
    ['a byte more', `${text}\n`],
    ['spaces', text.replace(':', ': ')],
    ['another body under the same note', text.replace('"removed":12', '"removed":11')],
    ['no JSON', 'certificate'],
    ['null', 'null'],
    ['another format', text.replace('chatman.certificate', 'chatman.certificatf')],
  ])('is not valid with %s', (_, changed) => {
    expect(verifyCertificate(changed).valid).toBe(false);
  });

  it('of one kind does not pass for another', () => {
    expect(verifyCertificate(text.replace('"kind":"retention"', '"kind":"erasure"')).valid).toBe(false);
  });
});
