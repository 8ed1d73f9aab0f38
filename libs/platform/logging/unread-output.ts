/**
 * Whoever read what this process says may go away (`… | head -1`, a closed terminal, a full disk behind a redirection). Without a listener
 * Node ends the process then, in the middle of whatever it is doing. What it does matters more than what it says.
 */
export function outliveReaders(streams: readonly NodeJS.WritableStream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) stream.on('error', () => undefined);
}
