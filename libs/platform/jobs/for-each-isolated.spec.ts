import { expect, it } from 'vitest';
import { forEachIsolated } from './for-each-isolated.js';

it('does the rest although one fails, and fails in the end with what went wrong first', async () => {
  const done: number[] = [];
  const work = (thing: number): Promise<void> =>
    thing % 2 === 0 ? Promise.reject(new RangeError(String(thing))) : Promise.resolve(void done.push(thing));

  await expect(forEachIsolated([1, 2, 3, 4, 5], work)).rejects.toThrow('2');
  expect(done).toEqual([1, 3, 5]);
});

it('fails with nothing when nothing failed', async () => {
  await expect(forEachIsolated([1], () => Promise.resolve())).resolves.toBeUndefined();
});
