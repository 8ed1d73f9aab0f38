/**
 * The reader of this process's output may go away (`… | head -1`, a closed terminal, a full disk behind a redirection). Without a listener
 * Node would end the process then, in the middle of its work, which matters more than its output.
 */
export function outliveReaders(streams: readonly NodeJS.WritableStream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) stream.on('error', () => undefined);
}
