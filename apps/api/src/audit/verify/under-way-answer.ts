/** Answers 202 for a verification that goes on and for an act that waits for a second person; for the rest, what was declared. */
export function answeredOrUnderWay<Answer extends object>(response: { status(status: number): unknown }, answer: Answer): Answer {
  if ('state' in answer || 'approval' in answer) response.status(202);
  return answer;
}
