import type { Job } from '#contracts/jobs.js';
import { counted } from '../../../shared/text/amount-words.rules.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import { jobProgress } from '../jobs/job-progress.rules.js';
import type { Upload } from './upload.js';
import { problemWords } from '../../../../locale/problems.js';

export type UploadOutcome = 'ready' | 'refused' | 'failed' | 'cancelled';

/** An upload as it is shown: from the first byte until the document is found. */
export interface UploadView {
  readonly upload: Upload;
  /** Null while it goes on. */
  readonly outcome: UploadOutcome | null;
  readonly mark: MarkKind;
  readonly words: string;
  /** Why it was refused or failed; empty otherwise. */
  readonly problem: string;
  /** `value` null: it goes on, nobody knows how far. */
  readonly bar: { readonly value: number | null; readonly max: number } | null;
  readonly canCancel: boolean;
  readonly canRetry: boolean;
}

export function uploadView(upload: Upload, job: Job | undefined): UploadView {
  const going = { upload, outcome: null, mark: 'warn', problem: '', canCancel: true, canRetry: false } as const;
  switch (upload.phase) {
    case 'waiting':
      return { ...going, mark: 'calm', words: $localize`Waiting`, bar: { value: 0, max: 1 } };
    case 'sending':
      return { ...going, words: sendingWords(upload), bar: { value: upload.sent, max: Math.max(1, upload.file.size) } };
    case 'refused':
      return over(upload, 'refused', upload.problem);
    case 'failed':
      return over(upload, 'failed', upload.problem);
    case 'cancelled':
      return over(upload, 'cancelled', '');
    case 'sent': {
      const progress = job === undefined ? { words: $localize`Waiting to be read`, bar: null } : jobProgress(job);
      if (progress !== null) return { ...going, words: progress.words, bar: progress.bar ?? { value: null, max: 1 } };
      if (job?.state === 'completed') return over(upload, 'ready', '');
      if (job?.state === 'cancelled') return over(upload, 'cancelled', '');
      return over(
        upload,
        'failed',
        job?.problem ? problemWords(job.problem.code, job.problem.detail) : $localize`The document could not be read.`,
      );
    }
  }
}

const outcomes: Readonly<Record<UploadOutcome, { readonly words: string; readonly mark: MarkKind }>> = {
  ready: { words: $localize`Ready`, mark: 'good' },
  refused: { words: $localize`Refused`, mark: 'bad' },
  failed: { words: $localize`Failed`, mark: 'bad' },
  cancelled: { words: $localize`Cancelled`, mark: 'calm' },
};

function over(upload: Upload, outcome: UploadOutcome, problem: string): UploadView {
  const canRetry = outcome === 'failed' || outcome === 'cancelled';
  return { upload, outcome, problem, bar: null, canCancel: false, canRetry, ...outcomes[outcome] };
}

/** All bytes have left before the API says that it has stored them. */
function sendingWords({ sent, file }: Upload): string {
  if (file.size > 0 && sent >= file.size) return $localize`Encrypting and saving`;
  return $localize`Uploading, ${String(Math.floor((100 * sent) / Math.max(1, file.size)))} %`;
}

/**
 * What a screen reader is told: how many go on, every refusal and failure, and how it ended. Nothing about single percents, pages or
 * files that are fine.
 */
export function saidOfUploads(views: readonly UploadView[]): string {
  if (views.length === 0) return '';
  const count = (outcome: UploadOutcome | null): number => views.filter((view) => view.outcome === outcome).length;
  const bad = [
    ...(count('refused') > 0 ? [$localize`${String(count('refused'))} refused`] : []),
    ...(count('failed') > 0 ? [$localize`${String(count('failed'))} failed`] : []),
  ];
  if (count(null) > 0)
    return [$localize`Adding ${counted(views.length, $localize`file`, $localize`files`)}`, ...bad].join(', ') + '.';
  const good = [
    ...(count('ready') > 0 ? [$localize`${counted(count('ready'), $localize`file`, $localize`files`)} ready`] : []),
    ...(count('cancelled') > 0 ? [$localize`${String(count('cancelled'))} cancelled`] : []),
  ];
  return [...good, ...bad].join(', ') + '.';
}
