import { problem } from '../http/problem.js';

export const invalidKey = problem(
  'invalid-request',
  'invalid-idempotency-key',
  'An Idempotency-Key is 8 to 200 visible ASCII characters, made anew for each thing that is to be done.',
);
export const keyReused = problem(
  'unprocessable',
  'idempotency-key-reused',
  'This Idempotency-Key was sent before with another call. Make a new key for each thing that is to be done.',
);
export const keyInUse = problem(
  'conflict',
  'idempotency-key-in-use',
  'The same call is being worked on right now. Send it again in a moment to get its answer.',
);
export const answerHeldSecret = problem(
  'conflict',
  'already-done',
  'This was done when it was sent before. Its answer held something that is shown only once, so it is not given again.',
);
