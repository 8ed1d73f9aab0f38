import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Hands each full line of a stream on. A reader that went away is not an error. */
export function lineByLine(stream: Readable, take: (line: string) => void): void {
  stream.once('error', () => stream.destroy());
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', take);
}
