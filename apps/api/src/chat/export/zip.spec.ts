import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { zipped, type ZippedFile } from './zip.js';

const changedAt = new Date('2026-03-04T05:06:08Z');

async function* parts(...texts: string[]): AsyncGenerator<string> {
  yield* await Promise.resolve(texts);
}

async function* files(...named: [name: string, ...texts: string[]][]): AsyncGenerator<ZippedFile> {
  for (const [name, ...texts] of await Promise.resolve(named)) yield { name, changedAt, parts: parts(...texts) };
}

it('holds every file under its name, in any script', async () => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipped(files(['休暇.md', 'a', 'b'], ['empty.md'], ['c.md', 'ü'.repeat(10_000)]))) chunks.push(chunk);
  const opened = Object.entries(unzipSync(Buffer.concat(chunks))).map(([name, bytes]) => [name, strFromU8(bytes)]);
  expect(opened).toEqual([
    ['休暇.md', 'ab'],
    ['empty.md', ''],
    ['c.md', 'ü'.repeat(10_000)],
  ]);
});

it('reads a file only when what was before it has been taken', async () => {
  const asked: number[] = [];
  async function* endless(): AsyncGenerator<string> {
    for (let part = 0; ; part++) {
      asked.push(part);
      yield await Promise.resolve(crypto.randomUUID().repeat(2_000));
    }
  }
  async function* one(): AsyncGenerator<ZippedFile> {
    yield await Promise.resolve({ name: 'a', changedAt, parts: endless() });
  }
  let taken = 0;
  for await (const _ of zipped(one())) if (++taken === 3) break;
  expect(asked.length).toBeLessThan(12);
});
