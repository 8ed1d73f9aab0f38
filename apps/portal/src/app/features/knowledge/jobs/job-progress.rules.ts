import type { Job } from '#contracts/jobs.js';

export interface JobProgressView {
  /** "Reading page 3 of 12". */
  readonly words: string;
  /** How far it is; null where that is not known. */
  readonly bar: { readonly value: number; readonly max: number } | null;
}

/** How far the reading of a document is; null once it is over. */
export function jobProgress({ state, progress, finishedAt }: Job): JobProgressView | null {
  if (finishedAt !== null) return null;
  if (state === 'queued' || progress === null) return { words: $localize`Waiting to be read`, bar: null };
  const { done, total, unit } = progress;
  if (unit !== 'pages') return { words: $localize`Indexing`, bar: null };
  if (total === null || total === 0) return { words: $localize`Reading`, bar: null };
  // `done` pages are read: people count the one that is being read.
  return {
    words: $localize`Reading page ${String(Math.min(done + 1, total))} of ${String(total)}`,
    bar: { value: done, max: total },
  };
}

/** Of each object the job that was made last. Ids rise with time. */
export function newestByObject(jobs: readonly Job[]): ReadonlyMap<string, Job> {
  const newest = new Map<string, Job>();
  for (const job of jobs) {
    if (job.objectId === null) continue;
    const other = newest.get(job.objectId);
    if (other === undefined || other.id < job.id) newest.set(job.objectId, job);
  }
  return newest;
}
