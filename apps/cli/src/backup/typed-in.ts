import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** What a person answers: a line at a terminal, otherwise all of standard input. */
export async function typedIn(question: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).trim();
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise<string>((resolve) => {
      reader.once('close', () => resolve(''));
      reader.question(question, (answer) => resolve(answer.trim()));
    });
  } finally {
    reader.close();
  }
}
