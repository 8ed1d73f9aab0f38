import { expect, test } from 'vitest';
import { expiredCopies, inCopyOrder, inRemovalOrder } from './offsite.rules.js';

const names = ['a/manifest.note', 'a/manifest.json', 'a/b.part', 'a/a.part'];

test('what vouches for a copy comes last, and goes first', () => {
  expect(inCopyOrder(names)).toEqual(['a/a.part', 'a/b.part', 'a/manifest.json', 'a/manifest.note']);
  expect(inRemovalOrder(names)[0]).toBe('a/manifest.note');
});

test('the newest copies stay, and never fewer than one; half a copy counts for nothing', () => {
  const there = ['a', 'b', 'd'].flatMap((id) => [`${id}/x.part`, `${id}/manifest.note`]).concat('c/x.part');
  expect(expiredCopies(there, 2)).toEqual(['a']);
  expect(expiredCopies(there, 0)).toEqual(['b', 'a']);
  expect(expiredCopies([], 3)).toEqual([]);
});
