import type { Job } from '#contracts/jobs.js';
import { sizeWords } from '../../../shared/text/amount-words.rules.js';

/** A file in the composer. */
export interface Chip {
  /** Of this page. */
  readonly key: string;
  /** Of the file, once all of it was received. */
  readonly id: string | null;
  readonly name: string;
  readonly size: number;
  readonly state: 'waiting' | 'sending' | 'reading' | 'ready' | 'failed';
  /** Bytes that have left. */
  readonly sent: number;
  readonly progress: Job['progress'];
  /** Why it failed; empty otherwise. */
  readonly problem: string;
  /** Whether it is an image in which no words were found. */
  readonly isWordless: boolean;
}

/** What is happening with a file, beside its name. */
export function chipWords({ state, size, sent, progress, problem, isWordless }: Chip): string {
  switch (state) {
    case 'waiting':
      return $localize`Waiting`;
    case 'sending':
      return sent >= size
        ? $localize`Almost there`
        : $localize`${Math.floor((sent / size) * 100)}:percent: % of ${sizeWords(size)}:size:`;
    case 'reading':
      return progress?.unit === 'pages' && progress.done > 0
        ? progress.total === null
          ? $localize`Reading, page ${progress.done}:page:`
          : $localize`Reading, page ${progress.done}:page: of ${progress.total}:pages:`
        : $localize`Reading…`;
    case 'ready':
      return isWordless ? $localize`${sizeWords(size)}:size:, no text found` : sizeWords(size);
    case 'failed':
      return problem;
  }
}

/** Why a question can't be sent with these files yet; empty where it can. */
export function blockWords(chips: readonly Chip[], answering: boolean): string {
  if (chips.some(({ state }) => state === 'failed')) return $localize`A file couldn’t be read. Remove it to send your question.`;
  if (chips.some(({ state }) => state !== 'ready')) return $localize`You can send when the files have been read.`;
  return answering && chips.length > 0 ? $localize`Files can’t wait in the queue. Send this when the answer is complete.` : '';
}

/** For screen readers: how far the files are, said once when it changes. */
export function spokenChips(chips: readonly Chip[]): string {
  const ready = chips.filter(({ state }) => state === 'ready').length;
  const failed = chips.filter(({ state }) => state === 'failed').map(({ name, problem }) => `${name}: ${problem}`);
  return chips.length === 0
    ? ''
    : [$localize`Files attached: ${chips.length}:count:, ready: ${ready}:ready:.`, ...failed].join(' ');
}

/** Pasted text of more characters than this becomes a file. */
export const longestPaste = 4_000;

/** The name of a file that was pasted: browsers call every image the same. */
export function pastedName(file: { readonly name: string; readonly type: string }, at: Date): string {
  const time = at.toISOString().slice(11, 19).replaceAll(':', '-');
  return file.name === '' || /^image\.\w+$/.test(file.name)
    ? $localize`Pasted ${time}:time:` + `.${file.type.split('/')[1] ?? 'bin'}`
    : file.name;
}
