import { Problem, problem, type ProblemExtras } from '#platform/http/problem.js';

/** An act that cannot be recorded is not done. */
export const auditUnavailable = problem(
  'unavailable',
  'audit-unavailable',
  'The audit log can’t be written right now, so nothing was done. Try again in a moment.',
);
export const reasonRequired = problem(
  'invalid-request',
  'access-reason-required',
  'Give your reason for reading the audit log in the header X-Access-Reason (5 to 500 characters). It is recorded.',
);
export const noSuchEvent = problem('not-found', 'not-found', 'This doesn’t exist, or you don’t have access to it.');
export const notYetSigned = problem(
  'conflict',
  'not-yet-signed',
  'The event is recorded, but no checkpoint covers it yet. Try again in a second.',
);
export const sizeUnknown = problem(
  'unprocessable',
  'size-unknown',
  'The log was never signed at that size. Both sizes must be between 1 and the size of the newest checkpoint, and the first must be smaller than the second.',
);
export const logDamaged = problem(
  'unavailable',
  'audit-damaged',
  'The audit log doesn’t match its signed checkpoints. Verify the log to find out where. Nothing was changed.',
);
export const monthNotPrunable = problem(
  'conflict',
  'month-not-prunable',
  'Audit events are removed one month at a time, oldest first, once the whole month is signed and older than audit.logRetentionDays. Nothing was removed.',
);
/** The same code as everywhere (`libs/platform/retention/under-hold.ts`), with what it means for a month. */
export const underHold = (extras?: ProblemExtras): Problem =>
  new Problem(
    'conflict',
    'under-hold',
    'This month is under a legal hold. It can be removed once two people have released every hold on it. Nothing was removed.',
    extras,
  );
export const nothingLost = problem(
  'conflict',
  'nothing-lost',
  'The audit log is not older than its anchor and its key exists, so there is no loss to accept. Nothing was changed.',
);
export const neverSigned = problem('not-found', 'never-signed', 'The audit log has not been signed yet.');
export const noSuchVerification = problem('not-found', 'not-found', 'This doesn’t exist, or you don’t have access to it.');
export const verificationStopped = problem(
  'conflict',
  'verification-stopped',
  'The verification was stopped before it finished, so it says nothing about the log. Start a new one.',
);
export const verificationInterrupted = problem(
  'unavailable',
  'verification-interrupted',
  'The instance running the verification stopped before it finished, so it says nothing about the log. Start a new one.',
);
export const verificationFailed = problem(
  'unavailable',
  'verification-failed',
  'The log couldn’t be read to its end, so the verification says nothing about it. Try again in a moment.',
);
