import { expect, it, vi } from 'vitest';
import { Sample } from './sample.js';

const values = (value: number): ReadonlyMap<string, number> => new Map([['', value]]);

it('measures once for all who look within ten seconds, and in the background after that', async () => {
  let now = 0;
  const measure = vi.fn(() => Promise.resolve(values(now)));
  const sample = new Sample(measure, () => now);
  expect(await sample.latest()).toEqual(values(0));
  now = 9_999;
  expect(await sample.latest()).toEqual(values(0));
  expect(measure).toHaveBeenCalledTimes(1);
  now = 10_000;
  expect(await sample.latest()).toEqual(values(0));
  await Promise.resolve();
  expect(await sample.latest()).toEqual(values(10_000));
  expect(measure).toHaveBeenCalledTimes(2);
});

it('gives the last value at once while a measurement hangs, is not begun again, and says nothing after two minutes', async () => {
  let now = 0;
  const measure = vi.fn(() => Promise.resolve(values(1)));
  const sample = new Sample(measure, () => now);
  await sample.latest();
  measure.mockReturnValue(new Promise<never>(() => undefined));
  for (now = 10_000; now < 120_000; now += 10_000) expect(await sample.latest()).toEqual(values(1));
  expect(measure).toHaveBeenCalledTimes(2);
  now = 120_000;
  expect(await sample.latest()).toBeNull();
});
