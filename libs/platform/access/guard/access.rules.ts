/** What an event is about, where the handler does not say: the id in the path, or the id of what was made. */
export function auditedObject(
  action: string,
  params: Readonly<Record<string, unknown>>,
  answer: unknown,
): { type: string; id: string } | undefined {
  const type = action.split('.')[0]!;
  if (typeof params['id'] === 'string') return { type, id: params['id'] };
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string')
    return { type, id: answer.id };
  return undefined;
}
