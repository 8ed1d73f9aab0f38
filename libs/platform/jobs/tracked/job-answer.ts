import type { Job } from '#contracts/jobs.js';
import { declaredProblems, problemStatuses, problemTitle } from '../../http/problem.js';
import type { TrackedJobRow } from './tracked-job.entity.js';

/** A row as the API shows it. */
export function jobOf(row: TrackedJobRow): Job {
  const { id, kind, state, done, total, unit, message, result, problem, objectId, createdAt, startedAt, finishedAt } = row;
  return {
    id,
    kind,
    state,
    progress: done === null || unit === null ? null : { done, total, unit },
    message,
    result,
    problem: problem === null ? null : problemOf(problem),
    objectId,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** The problem document of a declared code: its declaration says what a person can do about it. */
export function problemOf(code: string): NonNullable<Job['problem']> {
  const declared = declaredProblems().get(code) ?? declaredProblems().get('job-failed');
  const status = problemStatuses[declared?.kind ?? 'unexpected'];
  return { type: 'about:blank', title: problemTitle(status), status, code, detail: declared?.detail ?? '' };
}
