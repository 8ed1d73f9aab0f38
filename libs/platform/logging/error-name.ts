/** The publishable part of an unexpected error: its class and code. Its message may quote content, so it is dropped. */
export function errorName(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  const { code } = thrown as { code?: unknown };
  return typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? `${thrown.name} ${code}` : thrown.name;
}

/** Where it was thrown: the first line of the stack, behind the message, that has the shape of a place. */
export function errorPlace(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !thrown.stack) return null;
  const { stack, message } = thrown;
  const behindMessage = stack.slice(Math.max(0, stack.indexOf(message)) + message.length);
  const frame = behindMessage.split('\n').find((line) => /^ {4}at \S.*:\d+:\d+\)?$/.test(line));
  return frame?.trim() ?? null;
}
