import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askNewSecret } from './ask-secret.js';
import { Refusal } from '../refusal.js';

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said += String(text))));
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A terminal at which the lines are typed, each after its question. */
function terminal(...lines: string[]): PassThrough & { isTTY: boolean } {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  vi.mocked(process.stderr.write).mockImplementation((text) => {
    said += String(text);
    if (String(text).endsWith(': ')) setImmediate(() => input.write(`${lines.shift() ?? ''}\n`));
    return true;
  });
  return input;
}

describe('asking for a new secret', () => {
  it('takes all of standard input, spaces and all, without the line end', async () => {
    expect(await askNewSecret('New master password', Readable.from(['  a new ', 'pass phrase\n']))).toBe('  a new pass phrase');
  });

  it('refuses an empty one', async () => {
    await expect(askNewSecret('New master password', Readable.from(['\n']))).rejects.toThrow(Refusal);
  });

  it('asks twice at a terminal and shows nothing of it', async () => {
    expect(await askNewSecret('New master password', terminal('correct horse', 'correct horse'))).toBe('correct horse');
    expect(said).toContain('New master password, again: ');
    expect(said).not.toContain('horse');
  });

  it.each(['Moon-Rise-2031\nMoon-Rise-2031\n', 'Moon-Rise\t2031', 'Moon-Rise\u001b[A2031', '\ufeffMoon-Rise-2031'])(
    'refuses %j: what cannot be seen cannot be typed again',
    async (given) => {
      await expect(askNewSecret('New master password', Readable.from([given]))).rejects.toThrow('expected one line');
    },
  );

  it('refuses two that differ', async () => {
    await expect(askNewSecret('New master password', terminal('correct horse', 'correct hoarse'))).rejects.toThrow(
      'do not match',
    );
  });
});
