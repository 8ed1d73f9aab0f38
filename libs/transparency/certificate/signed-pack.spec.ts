import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signAttestation } from '../export/attestation.js';
import { newSeed } from '../note/ed25519.js';
import { NoteSigner } from '../note/note-key.js';
import { verifyPack } from './signed-pack.js';

const signer = NoteSigner.of('clinic.example', newSeed());
const stranger = NoteSigner.of('elsewhere.example', newSeed());
const id = '01940000-0000-7000-8000-000000000001';
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

function aPack(format = 'chatman.evidence-manifest', kind: 'evidence' | 'rights-package' = 'evidence') {
  const files = new Map<string, Uint8Array>([
    ['audit.pub', Buffer.from(`${signer.verifier.toString()}\n`)],
    ['checks.json', Buffer.from('{"status":"healthy"}\n')],
  ]);
  const listed = [...files].map(([path, content]) => ({ path, bytes: content.length, sha256: sha256(content) }));
  const manifest = Buffer.from(
    JSON.stringify({ format, version: 1, id, requestId: id, createdAt: '2026-03-01T00:00:00.000Z', files: listed }),
  );
  files.set('manifest.json', manifest);
  files.set('manifest.note', Buffer.from(signAttestation({ kind, id, sha256: sha256(manifest) }, signer)));
  return files;
}

describe('a pack', () => {
  it.each([
    ['chatman.evidence-manifest', 'evidence'],
    ['chatman.personal-data-manifest', 'rights-package'],
  ] as const)('%s is what was signed, by its own key or a given one', (format, kind) => {
    expect(verifyPack(aPack(format, kind))).toMatchObject({ valid: true, kind, id, files: 2, trust: 'carried' });
    expect(verifyPack(aPack(format, kind), [signer.verifier])).toMatchObject({ valid: true, trust: 'given' });
    expect(verifyPack(aPack(format, kind), [stranger.verifier])).toMatchObject({ valid: false });
  });

  it.each(['audit.pub', 'checks.json', 'manifest.json', 'manifest.note'])('is not with any byte of %s changed', (path) => {
    const whole = aPack();
    const content = whole.get(path)!;
    for (let at = 0; at < content.length; at += 7) {
      const changed = Uint8Array.from(content);
      changed[at]! ^= 1;
      expect(verifyPack(new Map([...whole, [path, changed]]), path === 'audit.pub' ? [signer.verifier] : [])).toMatchObject({
        valid: false,
      });
    }
  });

  it.each(['checks.json', 'manifest.note', 'manifest.json'])('is not without %s', (path) => {
    const files = aPack();
    files.delete(path);
    expect(verifyPack(files)).toMatchObject({ valid: false });
  });

  it('is not with a file that nobody signed, or as another kind of pack', () => {
    expect(verifyPack(new Map([...aPack(), ['more.json', Buffer.from('{}')]]))).toEqual({
      valid: false,
      reason: 'more.json was added',
    });
    expect(verifyPack(aPack('chatman.evidence-manifest', 'rights-package'))).toMatchObject({ valid: false });
  });
});
