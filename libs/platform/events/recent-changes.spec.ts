import { expect, it } from 'vitest';
import type { Change } from './live-events.rules.js';
import { RecentChanges } from './recent-changes.js';

const change = (id: string): Change => ({ id, kind: 'account', personId: 'ada', ids: [] });

function of(...ids: string[]): RecentChanges {
  const recent = new RecentChanges(4, 'start');
  for (const id of ids) recent.add(change(id));
  return recent;
}

it('returns the changes after an event', () => {
  expect(
    of('a', 'b', 'c')
      .after('a')
      ?.map(({ id }) => id),
  ).toEqual(['b', 'c']);
  expect(of('a').after('a')).toEqual([]);
  expect(
    of('a')
      .after('start')
      ?.map(({ id }) => id),
  ).toEqual(['a']);
  expect(of().newestId).toBe('start');
});

it('returns null for an event that is too old or unknown', () => {
  const recent = of('a', 'b', 'c', 'd', 'e');
  expect(recent.after('a')).toBeNull();
  expect(recent.after('start')).toBeNull();
  expect(recent.after('elsewhere')).toBeNull();
  expect(recent.after('c')?.map(({ id }) => id)).toEqual(['d', 'e']);
  expect(recent.newestId).toBe('e');
});

it('knows nothing after it may have missed something', () => {
  const recent = of('a', 'b');
  recent.forget('again');
  expect(recent.after('b')).toBeNull();
  expect(recent.after('again')).toEqual([]);
});
