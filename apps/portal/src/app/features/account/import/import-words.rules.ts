import * as z from 'zod/mini';
import { ImportReport } from '#contracts/chat/import.js';
import type { Job } from '#contracts/jobs.js';
import { counted } from '../../../shared/text/amount-words.rules.js';
import { problemWords } from '../../../../locale/problems.js';

const sources: Readonly<Record<ImportReport['source'], string>> = {
  chatgpt: 'ChatGPT',
  'open-webui': 'Open WebUI',
  librechat: 'LibreChat',
  chatman: 'Chat Man',
};

const reasons: Readonly<Record<string, string>> = {
  'already-here': $localize`Already here`,
  'files-and-images-left-out': $localize`Files and images were left out; the text came along`,
  'not-a-question-or-answer': $localize`Neither a question nor an answer, such as a step of a tool`,
  'without-messages': $localize`Conversations without messages`,
  'without-id': $localize`Conversations without an id, which could not be told from one another`,
};

/** What was left out for one reason, with the places in the file. */
export interface LeftOut {
  readonly words: string;
  readonly paths: readonly string[];
}

/** The report of an import that is complete; null before that, and for one that cannot be read. */
export function reportOf({ result }: Pick<Job, 'result'>): ImportReport | null {
  const report = z.safeParse(ImportReport, result);
  return report.success ? report.data : null;
}

export function reportWords({ source, conversations, messages }: ImportReport): string {
  const from = $localize`From ${sources[source]}`;
  if (conversations === 0) return $localize`${from}\: nothing new.`;
  return $localize`${from}\: ${counted(conversations, $localize`conversation`, $localize`conversations`)} with ${counted(messages, $localize`message`, $localize`messages`)} imported.`;
}

/** Most frequent reason first. */
export function leftOut({ skipped }: Pick<ImportReport, 'skipped'>): LeftOut[] {
  const paths = new Map<string, string[]>();
  for (const { path, reason } of skipped) paths.set(reason, [...(paths.get(reason) ?? []), path]);
  return [...paths]
    .map(([reason, places]) => ({ words: reasons[reason] ?? reason, paths: places }))
    .sort((one, other) => other.paths.length - one.paths.length);
}

/** What an import that is not complete is doing, or has come to. */
export function stateWords({ state, progress, problem }: Pick<Job, 'state' | 'progress' | 'problem'>): string {
  switch (state) {
    case 'queued':
      return $localize`Waiting to begin`;
    case 'running': {
      const { done = 0, total = null } = progress ?? {};
      return total === null
        ? $localize`Importing`
        : $localize`Importing, ${String(done)} of ${counted(total, $localize`conversation`, $localize`conversations`)}`;
    }
    case 'cancelled':
      return $localize`Cancelled. What had been imported by then stays.`;
    case 'failed':
      return problem
        ? problemWords(problem.code, problem.detail)
        : $localize`The import failed. What had been imported by then stays.`;
    case 'completed':
      return $localize`Complete`;
  }
}

/** How far the file has left; all bytes have left before the API has read it. */
export function sendingWords(sent: number, size: number): string {
  if (size > 0 && sent >= size) return $localize`Reading the file`;
  return $localize`Uploading, ${String(Math.floor((100 * sent) / Math.max(1, size)))} %`;
}
