import { problem } from '../http/problem.js';

/** The connection went while the database was committing: only a look can tell which way it went. */
export const outcomeUnknown = problem(
  'unavailable',
  'outcome-unknown',
  'The connection to the database was lost at the last moment. The change may have been saved or not; look before you try again.',
);
