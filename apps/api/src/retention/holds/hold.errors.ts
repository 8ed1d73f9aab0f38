import { problem } from '#platform/http/problem.js';

export const noSuchHold = problem('not-found', 'not-found', 'This doesn’t exist, or you don’t have access to it.');
export const holdReleased = problem(
  'conflict',
  'hold-released',
  'This hold has already been released, and that can’t be undone. Place a new hold to keep the data again.',
);
export const releaseNotPending = problem(
  'conflict',
  'release-not-pending',
  'There is no release of this hold to withdraw: it was not released, or it has already ended.',
);
export const reviewInPast = problem('unprocessable', 'review-in-past', 'Choose a review date in the future.');
