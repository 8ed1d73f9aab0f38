import type { AuditVerification, AuditVerificationRun } from '#contracts/audit.js';

/** Answers 202 for what goes on, and what was declared for what came out. */
export function answeredOrRunning(
  response: { status(status: number): unknown },
  answer: AuditVerification | AuditVerificationRun,
): AuditVerification | AuditVerificationRun {
  if ('state' in answer) response.status(202);
  return answer;
}
