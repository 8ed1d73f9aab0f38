type Answer = Response | Promise<Response>;

export async function statusOf(answer: Answer): Promise<number> {
  return (await answer).status;
}

/** The code of a problem; undefined where the answer is none. */
export async function codeOf(answer: Answer): Promise<string | undefined> {
  return (await answerOf(answer))[1];
}

/** The status, and the code of a problem. */
export async function answerOf(answer: Answer): Promise<[number, string | undefined]> {
  const response = await answer;
  const isProblem = response.headers.get('content-type')?.includes('problem+json') === true;
  return [response.status, isProblem ? ((await response.json()) as { readonly code: string }).code : undefined];
}
