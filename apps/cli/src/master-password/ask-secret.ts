import { createInterface } from 'node:readline';
import { holdsUnseen } from '#contracts/clean-text.js';
import { text } from 'node:stream/consumers';
import { Writable, type Readable } from 'node:stream';
import { Refusal } from '../refusal.js';

/**
 * A secret that a person chooses: at a terminal typed twice and not shown, otherwise all of standard input without the line end.
 * @throws Refusal when the two are not the same, or there is nothing
 */
export async function askNewSecret(name: string, input: Readable & { isTTY?: boolean } = process.stdin): Promise<string> {
  const secret = input.isTTY ? await typedTwice(name, input) : (await text(input)).replace(/\r?\n$/, '');
  if (secret === '') throw new Refusal(`${name}: nothing was entered. Nothing was changed.`);
  if (holdsUnseen(secret))
    throw new Refusal(
      `${name}: expected one line without control characters, found a line break or another invisible character. When piping it in, give it only once. Nothing was changed.`,
    );
  return secret;
}

async function typedTwice(name: string, input: Readable): Promise<string> {
  const first = await typed(`${name}: `, input);
  if (first !== (await typed(`${name}, again: `, input))) throw new Refusal('The two entries do not match. Nothing was changed.');
  return first;
}

function typed(question: string, input: Readable): Promise<string> {
  // readline shows what is typed where it writes to, so it writes to nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: nowhere, terminal: true });
  process.stderr.write(question);
  return new Promise<string>((resolve, reject) => {
    reader.once('SIGINT', () => reject(new Refusal('Stopped. Nothing was changed.')));
    reader.question('', (answer) => resolve(answer));
  }).finally(() => {
    reader.close();
    process.stderr.write('\n');
  });
}
