import type { Job, JobProgress } from '#contracts/jobs.js';
import { ApiProblem } from '../../core/api/api-problem.js';
import type { JobsApi } from './jobs-api.js';

/** Milliseconds between two looks. */
const lookEvery = 700;
/** Looks in a row that may fail: a line that is down for a moment ends nothing. */
const mostMisses = 20;

/**
 * The result of a job, once it is over; meanwhile, how far it is.
 * @throws ApiProblem for a job that did not complete
 */
export async function followJob(
  api: Pick<JobsApi, 'job'>,
  id: string,
  onProgress: (progress: JobProgress | null) => void,
): Promise<Job['result']> {
  for (let misses = 0; ;) {
    const job = await api.job(id).catch((failure: unknown) => {
      if ((misses += 1) > mostMisses) throw failure;
      return null;
    });
    if (job !== null) {
      misses = 0;
      onProgress(job.progress);
      if (job.state === 'completed') return job.result;
      if (job.finishedAt !== null) throw problemOf(job);
    }
    await new Promise((pass) => setTimeout(pass, lookEvery));
  }
}

function problemOf({ problem }: Job): ApiProblem {
  return new ApiProblem(problem?.status ?? 500, problem?.code ?? 'cancelled', problem?.detail ?? $localize`It was cancelled.`);
}
