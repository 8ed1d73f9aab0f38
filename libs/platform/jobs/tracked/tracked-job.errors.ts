import { problem } from '../../http/problem.js';

export const jobNotFound = problem('not-found', 'job-not-found', 'This job doesn’t exist, or you don’t have access to it.');
export const jobOver = problem('conflict', 'job-over', 'This job has already finished, so there is nothing to cancel.');
export const jobFailed = problem(
  'unexpected',
  'job-failed',
  'The job failed because of an error in Chat Man, and none of its work was kept. Start it again. See the server log for details.',
);
