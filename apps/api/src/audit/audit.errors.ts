import { problem } from '#platform/http/problem.js';

/** What cannot be recorded does not happen. */
export const auditUnavailable = problem(
  'unavailable',
  'audit-unavailable',
  'The audit log cannot be written right now, so nothing was done. Try again in a moment.',
);
