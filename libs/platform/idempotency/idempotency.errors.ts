import { problem } from '../http/problem.js';

export const invalidKey = problem(
  'invalid-request',
  'invalid-idempotency-key',
  'An Idempotency-Key must be 8 to 200 visible ASCII characters, unique to each operation.',
);
export const keyNotTaken = problem(
  'invalid-request',
  'idempotency-key-not-taken',
  'This call doesn’t accept an Idempotency-Key, so repeating it would do it twice. Send it without one. Nothing was done.',
);
export const keyReused = problem(
  'unprocessable',
  'idempotency-key-reused',
  'This Idempotency-Key was already used for a different request. Use a new key for each operation.',
);
export const keyInUse = problem(
  'conflict',
  'idempotency-key-in-use',
  'The same request is still being processed. Send it again in a moment to get its response.',
);
export const answerHeldSecret = problem(
  'conflict',
  'already-done',
  'This was already done by an earlier request. Its response contained a secret that is shown only once, so it isn’t sent again.',
);
