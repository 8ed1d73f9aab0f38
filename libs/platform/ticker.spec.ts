import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Ticker } from './ticker.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const second = 1_000;

it('leaves a tick out while the one before is at work', async () => {
  const ends: (() => void)[] = [];
  const ticker = new Ticker(second, () => new Promise<void>((resolve) => ends.push(resolve)), vi.fn()).start();
  await vi.advanceTimersByTimeAsync(3 * second);
  expect(ends).toHaveLength(1);
  ends[0]!();
  await vi.advanceTimersByTimeAsync(second);
  expect(ends).toHaveLength(2);
  ends[1]!();
  await ticker.stop();
});

it.each([
  ['rejects', () => Promise.reject(new Error('away'))],
  [
    'throws',
    () => {
      throw new Error('away');
    },
  ],
])('reports work that %s, and tries again', async (_, work) => {
  const failed = vi.fn();
  const ticker = new Ticker(second, work, failed).start();
  await vi.advanceTimersByTimeAsync(2 * second);
  expect(failed).toHaveBeenCalledTimes(2);
  await ticker.stop();
});

it('begins nothing once it is stopped, and stops when the last work is done', async () => {
  let end = (): void => undefined;
  const work = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
  const ticker = new Ticker(second, work, vi.fn()).start();
  await vi.advanceTimersByTimeAsync(second);
  const stopped = vi.fn();
  void ticker.stop().then(stopped);
  await vi.advanceTimersByTimeAsync(5 * second);
  expect(work).toHaveBeenCalledTimes(1);
  expect(stopped).not.toHaveBeenCalled();
  end();
  await vi.advanceTimersByTimeAsync(0);
  expect(stopped).toHaveBeenCalled();
});
