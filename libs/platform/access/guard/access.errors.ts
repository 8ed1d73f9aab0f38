import { problem } from '../../http/problem.js';

export const needsToken = problem(
  'forbidden',
  'needs-token',
  'This call takes an API token (Authorization: Bearer cm_…), not a session.',
);
export const needsSession = problem('forbidden', 'needs-session', 'This needs a signed-in person; an API token can’t do it.');
