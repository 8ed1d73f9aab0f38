import type { Response } from 'express';
import type { AwaitingApproval } from '#contracts/approvals.js';

/** Answers 202 for what waits for a second person, and what was declared for the rest. */
export function answeredOrAwaiting<Answer extends object>(
  response: Pick<Response, 'status'>,
  answer: Answer | AwaitingApproval,
): Answer | AwaitingApproval {
  if ('approval' in answer) response.status(202);
  return answer;
}
