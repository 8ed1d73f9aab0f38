import { ImportReport, ImportStarted } from '#contracts/chat/import.js';
import { exitCodes } from '#platform/exit-codes.js';
import { formOf, filesAt } from '../server/files.js';
import { Refusal } from '../refusal.js';
import { jobOver } from '../server/job-over.js';
import { ServerClient, type ServerOptions } from '../server/server-client.js';

export type ImportOptions = ServerOptions & { readonly json: boolean };

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** `chatman import <files…>`. The files stay as they are. Exit code 1 where one of them was refused or its import did not complete. */
export async function importFiles(paths: readonly string[], options: ImportOptions): Promise<number> {
  const files = filesAt(paths);
  if (files.length === 0) throw new Refusal('There is no file in it. Nothing was imported.');
  const client = new ServerClient(options, 'chat:converse');
  const ended: { path: string; report: ImportReport | null; problem: string | null }[] = [];
  for (const path of files) {
    const end = await importedFile(client, path);
    ended.push({ path, ...end });
    if (!options.json) sayEnd(path, end);
  }
  if (options.json) say(JSON.stringify(ended));
  return ended.every(({ report }) => report !== null) ? exitCodes.done.code : exitCodes.failed.code;
}

interface End {
  readonly report: ImportReport | null;
  readonly problem: string | null;
}

/** What a server that is away answers ends the command; what it says of one file does not. */
export async function importedFile(client: ServerClient, path: string): Promise<End> {
  const started = await client
    .call(ImportStarted, '/chat/import', { method: 'POST', body: await formOf(path) })
    .catch((refusal: unknown) => {
      if (refusal instanceof Refusal && refusal.cause === undefined) return refusal.message;
      throw refusal;
    });
  if (typeof started === 'string') return { report: null, problem: started };
  const { result, problem, state } = await jobOver(client, started.job.id);
  const report = ImportReport.safeParse(result);
  if (state === 'completed' && report.success) return { report: report.data, problem: null };
  return { report: null, problem: problem?.detail ?? 'The import was cancelled. What had been imported by then stays.' };
}

function sayEnd(path: string, { report, problem }: End): void {
  if (report === null) return say(`BAD  ${path}: ${problem ?? ''}`);
  say(` ok  ${path}: ${report.conversations} conversations with ${report.messages} messages imported (${report.source})`);
  for (const [reason, count] of countedReasons(report)) say(`     left out, ${reason}: ${count}`);
}

function countedReasons({ skipped }: ImportReport): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}
