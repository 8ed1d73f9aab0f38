import { problem } from '#platform/http/problem.js';

export const notReady = problem(
  'unavailable',
  'not-ready',
  'Chat Man is not ready to answer. GET /api/health/detailed says what is missing.',
);
