/** Answers 202 for a release that waits for a second person. */
export function releasedOrAwaiting<Answer extends object>(response: { status(status: number): unknown }, answer: Answer): Answer {
  if ('approval' in answer) response.status(202);
  return answer;
}
