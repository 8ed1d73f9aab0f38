import { problem } from '#platform/http/problem.js';

/** What cannot be recorded does not happen. */
export const auditUnavailable = problem(
  'unavailable',
  'audit-unavailable',
  'The audit log cannot be written right now, so nothing was done. Try again in a moment.',
);
export const reasonRequired = problem(
  'invalid-request',
  'access-reason-required',
  'Say in the header X-Access-Reason why you look at the audit log: 5 to 500 characters. It is recorded.',
);
export const unknownAuditCursor = problem('invalid-request', 'unknown-cursor', 'This is no cursor that a list gave out.');
export const noSuchEvent = problem('not-found', 'not-found', 'There is nothing here that you may see.');
export const notYetSigned = problem(
  'conflict',
  'not-yet-signed',
  'The event is recorded and no checkpoint speaks of it yet. Ask again in a second.',
);
export const sizeUnknown = problem(
  'unprocessable',
  'size-unknown',
  'The log was never signed at that size. Both sizes must lie between 1 and that of the newest checkpoint, the first below the second.',
);
export const logDamaged = problem(
  'unavailable',
  'audit-damaged',
  'The audit log does not bear out what was signed about it. Verify it to learn where; nothing was changed.',
);
export const monthNotPrunable = problem(
  'conflict',
  'month-not-prunable',
  'Audit events are removed a month at a time: the oldest month, when all of it is older than audit.logRetentionDays and signed for. Nothing was removed.',
);
export const underHold = problem(
  'conflict',
  'under-hold',
  'A legal hold keeps this month. It can be removed when two people have released every hold on it. Nothing was removed.',
);
export const nothingLost = problem(
  'conflict',
  'nothing-lost',
  'The audit log is not older than its anchor and its key is there, so there is no loss to accept. Nothing was changed.',
);
export const neverSigned = problem('not-found', 'never-signed', 'The audit log was not signed yet.');
export const noSuchVerification = problem('not-found', 'not-found', 'There is nothing here that you may see.');
export const verificationStopped = problem(
  'conflict',
  'verification-stopped',
  'Somebody stopped the verification before it came to an end. Nothing is known about the log from it; start another one.',
);
export const verificationInterrupted = problem(
  'unavailable',
  'verification-interrupted',
  'The instance that verified the log went away before it came to an end. Nothing is known about the log from it; start another one.',
);
export const verificationFailed = problem(
  'unavailable',
  'verification-failed',
  'The log could not be read to its end, so nothing is known about it. Try again in a moment.',
);
