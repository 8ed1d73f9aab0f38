import { problem } from '#platform/http/problem.js';

export const incidentClosed = problem(
  'conflict',
  'incident-closed',
  'This incident is closed, and stays as it is. Record a new one.',
);
export const incidentUndecided = problem(
  'conflict',
  'incident-undecided',
  'Decide first whether the authority is notified (decide), with a reason. Then the incident can be closed.',
);
export const awareInFuture = problem(
  'unprocessable',
  'aware-in-future',
  'Nobody can have become aware of it in the future. Check the time.',
);
export const noSuchAccount = problem(
  'unprocessable',
  'no-such-account',
  'There is no account with one of these usernames. Nothing was changed. Check the names, or leave out accounts that are gone.',
);
