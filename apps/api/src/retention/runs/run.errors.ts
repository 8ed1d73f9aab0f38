import { problem } from '#platform/http/problem.js';

export const runUnderWay = problem(
  'conflict',
  'retention-run-under-way',
  'A retention run is under way. Follow it, and start another one when it has ended.',
);
export const retentionOff = problem(
  'conflict',
  'retention-off',
  'Retention is switched off (retention.enabled), so nothing is removed. Nothing was started.',
);
export const noSuchRun = problem('not-found', 'not-found', 'This doesn’t exist, or you don’t have access to it.');
export const runNotEnded = problem(
  'conflict',
  'retention-run-not-ended',
  'The run has not ended, so there is nothing to certify yet. Try again when it has.',
);
