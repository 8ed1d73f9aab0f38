/** Answers 202 for what goes on, and what was declared for what is done. */
export function madeOrStarted<Answer extends object>(response: { status(status: number): unknown }, answer: Answer): Answer {
  if ('job' in answer) response.status(202);
  return answer;
}
