import { problem } from '../http/problem.js';

/** The connection was lost during the commit: only a new read can tell the outcome. */
export const outcomeUnknown = problem(
  'unavailable',
  'outcome-unknown',
  'The connection to the database was lost during the commit. The change may or may not have been saved. Check before you try again.',
);
