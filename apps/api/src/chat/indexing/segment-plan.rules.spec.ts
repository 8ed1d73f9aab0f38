import { expect, it } from 'vitest';
import { fanIn, nextMerge } from './segment-plan.rules.js';

const segment = (texts: number, isStale = false) => ({ id: String(texts), texts, isStale });

it('merges segments of one size once there are several', () => {
  expect(nextMerge([segment(100), segment(120), segment(3_000)])).toEqual([]);
  const many = Array.from({ length: fanIn }, (_, at) => segment(100 + at));
  expect(nextMerge([segment(50_000), ...many])).toEqual(many);
  expect(nextMerge(Array.from({ length: 20 }, () => segment(70_000)))).toEqual([]);
});

it('builds one anew that holds words of removed conversations', () => {
  expect(nextMerge([segment(100), segment(70_000, true)])).toEqual([segment(70_000, true)]);
});
