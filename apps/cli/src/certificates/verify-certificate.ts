import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { exitCodes } from '#platform/exit-codes.js';
import { verifyCertificate, type CertificateVerdict } from '#transparency/certificate/certificate.js';
import { NoteVerifier } from '#transparency/note/note-key.js';
import { Refusal } from '../refusal.js';

export interface VerifyCertificateOptions {
  readonly key?: string;
  readonly json: boolean;
}

/** `chatman verify-certificate`: a file, at best a public key, and nothing else. Exit codes: 0 valid, 1 not valid, 78 invalid use. */
export async function verifyCertificateFile(file: string, { key, json }: VerifyCertificateOptions): Promise<void> {
  try {
    const verdict = verifyCertificate(await read(file), key === undefined ? [] : keysIn(key));
    process.stdout.write(json ? `${JSON.stringify(verdict)}\n` : inWords(verdict));
    process.exitCode = (verdict.valid ? exitCodes.done : exitCodes.failed).code;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodes.refused.code;
  }
}

async function read(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  return readFileSync(file, 'utf8');
}

/** One key, or a file such as `audit.pub` with a key a line. */
export function keysIn(key: string): NoteVerifier[] {
  const lines = (existsSync(key) ? readFileSync(key, 'utf8') : key).split('\n').map((line) => line.trim());
  const keys = lines.filter((line) => line !== '').map((line) => NoteVerifier.parse(line));
  if (keys.length === 0) throw new Refusal('--key: expected a verifier key, or a file that contains one, found none.');
  return keys;
}

export function inWords(verdict: CertificateVerdict): string {
  if (!verdict.valid) return `Not valid: ${verdict.reason}.\n`;
  const { certificate, signedBy, key, trust } = verdict;
  const { checkpoint: _long, decisions, ...rest } = certificate.body;
  // One of each account: those are for the file.
  const said = Array.isArray(decisions) ? { ...rest, decisions: decisions.length } : rest;
  const trusted =
    trust === 'given'
      ? `Signed by ${signedBy}, with a key that you gave.`
      : `Signed by ${signedBy}, with the key in the file itself. Compare it with the installation's audit.pub, or give that with --key:\n${key}`;
  return `Valid: ${certificate.kind} certificate ${certificate.id}.\n${trusted}\n${JSON.stringify(said, null, 2)}\n`;
}
