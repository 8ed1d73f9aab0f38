import { problem } from '#platform/http/problem.js';

export const reviewAlreadyOpen = problem(
  'conflict',
  'review-already-open',
  'There is an open access review. Finish and close it first.',
);
export const reviewClosed = problem(
  'conflict',
  'review-closed',
  'This access review is closed, and stays as it is. Start a new one.',
);
export const reviewOpen = problem(
  'conflict',
  'review-open',
  'This access review is still open. Its report is signed when it is closed.',
);
export const reviewUnfinished = problem(
  'conflict',
  'review-unfinished',
  'Some accounts are not decided yet. Confirm or withdraw the access of each one; then the review can be closed.',
);
export const nobodyToReview = problem(
  'unprocessable',
  'nobody-to-review',
  'No account has one of these roles. Nothing was started.',
);
export const ownAccess = problem(
  'forbidden',
  'own-access',
  'Nobody decides about their own access. Ask another compliance officer or administrator. Nothing was changed.',
);
export const notInReview = problem(
  'unprocessable',
  'not-in-review',
  'One of these accounts is not part of this review, or was disabled or erased meanwhile. Nothing was changed.',
);
export const alreadyWithdrawn = problem(
  'conflict',
  'already-withdrawn',
  'The access of one of these accounts is withdrawn, or that waits for a second person. Nothing was changed.',
);
export const notLesserRole = problem(
  'unprocessable',
  'not-a-lesser-role',
  'A review only takes access away: choose a role with less access, or disable the account. Grant more under accounts.',
);
