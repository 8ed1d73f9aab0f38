import { problem } from '#platform/http/problem.js';

export const noSuchHold = problem('not-found', 'not-found', 'There is nothing here that you may see.');
export const holdReleased = problem(
  'conflict',
  'hold-released',
  'This hold was released already. A released hold stays released; place another one where something must be kept again.',
);
