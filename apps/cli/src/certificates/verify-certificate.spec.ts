import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { attestationOf, certificateText, type Certificate } from '#transparency/certificate/certificate.js';
import { signAttestation } from '#transparency/export/attestation.js';
import { newSeed } from '#transparency/note/ed25519.js';
import { NoteSigner } from '#transparency/note/note-key.js';
import { verifyCertificateFile } from './verify-certificate.js';

const signer = NoteSigner.of('clinic.example', newSeed());
const stranger = NoteSigner.of('elsewhere.example', newSeed());
const certificate: Certificate = {
  kind: 'retention',
  id: '01940000-0000-7000-8000-000000000001',
  body: { state: 'completed', classes: [{ class: 'conversation', removed: 12 }] },
};
const issued = certificateText(certificate, signAttestation(attestationOf(certificate), signer), [signer.verifier.toString()]);

let directory: string;
let printed: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'chatman-certificate-'));
  printed = '';
  const print = (text: string | Uint8Array) => ((printed += String(text)), true);
  vi.spyOn(process.stdout, 'write').mockImplementation(print);
  vi.spyOn(process.stderr, 'write').mockImplementation(print);
});
afterEach(() => {
  rmSync(directory, { recursive: true });
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function verified(text: string, options: { readonly key?: string; readonly json?: boolean } = {}) {
  const file = join(directory, 'certificate.json');
  writeFileSync(file, text);
  await verifyCertificateFile(file, { json: false, ...options });
  return { printed, exitCode: process.exitCode };
}

it('says what a valid certificate says, and that its own key proves nothing about who signed', async () => {
  const outcome = await verified(issued);
  expect(outcome.exitCode).toBe(0);
  expect(outcome.printed).toContain('Valid: retention certificate');
  expect(outcome.printed).toContain('"removed": 12');
  expect(outcome.printed).toContain('Compare it with');
});

it('takes the keys of audit.pub', async () => {
  const key = join(directory, 'audit.pub');
  writeFileSync(key, `${stranger.verifier.toString()}\n${signer.verifier.toString()}\n`);
  expect(await verified(issued, { key })).toMatchObject({ exitCode: 0, printed: expect.stringContaining('a key that you gave') });
});

it.each([
  ['a byte changed', issued.replace('12', '13'), {}],
  ['the key of somebody else', issued, { key: stranger.verifier.toString() }],
])('fails with %s', async (_, text, options) => {
  expect(await verified(text, options)).toMatchObject({ exitCode: 1, printed: expect.stringMatching(/^Not valid: /) });
});

it('prints JSON for programs', async () => {
  const outcome = await verified(issued, { json: true });
  expect(JSON.parse(outcome.printed)).toMatchObject({ valid: true, trust: 'carried' });
});

it('is refused without a file, and with something that is no key', async () => {
  await verifyCertificateFile(join(directory, 'none.json'), { json: false });
  expect(process.exitCode).toBe(78);
  expect(await verified(issued, { key: 'no key' })).toMatchObject({ exitCode: 78 });
});
