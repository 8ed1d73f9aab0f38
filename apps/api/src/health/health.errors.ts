import { problem } from '#platform/http/problem.js';

export const notReady = problem(
  'unavailable',
  'not-ready',
  'Chat Man isn’t ready yet. GET /api/health/detailed shows what is missing.',
);
