import { problem } from '../http/problem.js';

export const needsSession = problem(
  'forbidden',
  'needs-session',
  'This takes a person who is signed in; an API token cannot do it.',
);
