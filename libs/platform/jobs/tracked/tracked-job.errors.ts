import { problem } from '../../http/problem.js';

export const jobNotFound = problem('not-found', 'job-not-found', 'This job doesn’t exist, or you don’t have access to it.');
export const jobOver = problem('conflict', 'job-over', 'This job is over; there is nothing left to cancel.');
export const jobFailed = problem(
  'unexpected',
  'job-failed',
  'The job failed inside Chat Man and was given up. Nothing of it was kept. Start it again; the server’s log says more.',
);
