/** Answers 202 for what goes on and for what waits for a second person; for the rest, what was declared. */
export function doneOrAccepted<Answer extends object>(response: { status(status: number): unknown }, answer: Answer): Answer {
  if ('job' in answer || 'approval' in answer) response.status(202);
  return answer;
}
