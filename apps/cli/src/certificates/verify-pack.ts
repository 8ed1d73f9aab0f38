import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { exitCodes } from '#platform/exit-codes.js';
import { verifyPack, type PackVerdict } from '#transparency/certificate/signed-pack.js';
import { Refusal } from '../refusal.js';
import { openedPack, type OpenPackOptions } from './open-pack.js';
import { keysIn, type VerifyCertificateOptions } from './verify-certificate.js';

export interface VerifyPackOptions extends VerifyCertificateOptions, OpenPackOptions {
  /** Where to save what was encrypted. */
  readonly out?: string;
}

/** `chatman verify-pack`: an evidence pack or a personal data package, encrypted or not. Exit codes: 0 valid, 1 not valid, 78 invalid use. */
export async function verifyPackFile(file: string, { key, json, out, ...opening }: VerifyPackOptions): Promise<void> {
  try {
    if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
    const bytes = await openedPack(readFileSync(file), opening);
    const verdict = verifyPack(filesIn(bytes), key === undefined ? [] : keysIn(key));
    if (out !== undefined) save(out, bytes);
    process.stdout.write(json ? `${JSON.stringify(verdict)}\n` : packInWords(verdict));
    process.exitCode = (verdict.valid ? exitCodes.done : exitCodes.failed).code;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodes.refused.code;
  }
}

/** Readable by its owner alone. */
function save(out: string, bytes: Uint8Array): void {
  if (existsSync(out)) throw new Refusal(`There is already a file ${out}. Nothing was saved.`);
  writeFileSync(out, bytes, { mode: 0o600, flag: 'wx' });
}

/** None where it is no ZIP: then it is not valid. */
function filesIn(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  try {
    return new Map(Object.entries(unzipSync(bytes)));
  } catch {
    return new Map();
  }
}

function packInWords(verdict: PackVerdict): string {
  if (!verdict.valid) return `Not valid: ${verdict.reason}.\n`;
  const { kind, id, createdAt, files, signedBy, key, trust } = verdict;
  const trusted =
    trust === 'given'
      ? `Signed by ${signedBy}, with a key that you gave.`
      : `Signed by ${signedBy}, with a key in the pack itself. Compare it with the installation's audit.pub, or give that with --key:\n${key}`;
  return `Valid: ${kind} ${id} of ${createdAt}, ${files} files.\n${trusted}\n`;
}
