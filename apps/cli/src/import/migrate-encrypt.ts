import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ImportReport } from '#contracts/chat/import.js';
import { exitCodes } from '#platform/exit-codes.js';
import { Problem } from '#platform/http/problem.js';
import { conversationsInExport, fingerprintOf } from '../../../api/src/chat/importing.facade.js';
import { print } from '../output.js';
import { Refusal } from '../refusal.js';
import { filesAt } from '../server/files.js';
import { ServerClient } from '../server/server-client.js';
import { importedFile, type ImportOptions } from './import.js';

export type MigrateOptions = ImportOptions & { readonly report: string };

/** Of one file. Places in it, never content. */
export interface MigratedFile {
  readonly path: string;
  /** Of the file before and after: it is left as it was. */
  readonly sha256: string;
  readonly source: string | null;
  readonly conversations: number;
  readonly messages: number;
  /** Conversations that were read back decrypted and are those of the file, message for message. */
  readonly verified: number;
  readonly notVerified: readonly string[];
  readonly skipped: ImportReport['skipped'];
  readonly problem: string | null;
}

/**
 * `chatman migrate-encrypt <files…>` (the guide's step 2b): imports plaintext, reads it back decrypted, compares, and writes a report. The
 * files stay. Exit code 1 where something of them is not there as it was.
 */
export async function migrateEncrypt(paths: readonly string[], options: MigrateOptions): Promise<number> {
  const files = filesAt(paths);
  if (files.length === 0) throw new Refusal('There is no file in it. Nothing was migrated.');
  if (existsSync(options.report)) throw new Refusal(`There is already a file ${options.report}. Nothing was migrated.`);
  const client = new ServerClient(options, 'chat:converse');
  const begun: Begun[] = [];
  for (const path of files) begun.push({ path, bytes: readFileSync(path), ...(await importedFile(client, path)) });
  const kept = await keptFingerprints(client);
  const migrated = begun.map((file) => compared(file, kept));
  const report = { format: 'chatman.migration-report', version: 1, finishedAt: new Date().toISOString(), files: migrated };
  writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  print(options, report, `${migrated.map(line).join('')}The report is in ${options.report}. The files were left as they are.\n`);
  return migrated.every(isSound) ? exitCodes.done.code : exitCodes.failed.code;
}

interface Begun {
  readonly path: string;
  readonly bytes: Buffer;
  readonly report: ImportReport | null;
  readonly problem: string | null;
}

/** All conversations of the token's owner, opened by the server. */
async function keptFingerprints(client: ServerClient): Promise<Set<string>> {
  const response = await client.send('/chat/export?format=json');
  const { conversations } = conversationsInExport(Buffer.from(await response.arrayBuffer()));
  return new Set(conversations.map(fingerprintOf));
}

function compared({ path, bytes, report, problem }: Begun, kept: ReadonlySet<string>): MigratedFile {
  const { conversations, source } = readAgain(bytes);
  const sha256 = sha256Of(bytes);
  const isUnchanged = sha256Of(readFileSync(path)) === sha256;
  const notVerified = conversations.filter((each) => !kept.has(fingerprintOf(each))).map((each) => each.path);
  return {
    path,
    sha256,
    source,
    conversations: conversations.length,
    messages: conversations.reduce((sum, { messages }) => sum + messages.length, 0),
    verified: conversations.length - notVerified.length,
    notVerified,
    skipped: report?.skipped ?? [],
    problem: problem ?? (isUnchanged ? null : 'The file was changed during the migration. Migrate it again.'),
  };
}

function readAgain(
  bytes: Buffer,
): Pick<ReturnType<typeof conversationsInExport>, 'conversations'> & { readonly source: string | null } {
  try {
    return conversationsInExport(bytes);
  } catch (cause) {
    if (cause instanceof Problem) return { source: null, conversations: [] };
    throw cause;
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isSound({ notVerified, problem }: MigratedFile): boolean {
  return problem === null && notVerified.length === 0;
}

function line(file: MigratedFile): string {
  const { path, conversations, messages, verified, problem } = file;
  const found = `${verified} of ${conversations} conversations (${messages} messages) encrypted and compared`;
  return `${isSound(file) ? ' ok  ' : 'BAD  '}${path}: ${problem ?? found}\n`;
}
