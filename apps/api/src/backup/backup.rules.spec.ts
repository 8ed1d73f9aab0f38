import { describe, expect, it } from 'vitest';
import { expiredBackups, noGenerations, wasMissed } from './backup.rules.js';

const runs = ['e', 'd', 'c', 'b', 'a'].map((id) => ({ id, createdAt: new Date(0) }));
const ids = (kept: readonly { readonly id: string }[]) => kept.map(({ id }) => id).join('');

describe('backups that may go', () => {
  it('are those beyond the newest so many', () => {
    expect(ids(expiredBackups(runs, 3, null))).toBe('ba');
    expect(ids(expiredBackups(runs, 5, null))).toBe('');
    expect(ids(expiredBackups([], 1, null))).toBe('');
  });

  it('are never the newest that was found valid', () => {
    expect(ids(expiredBackups(runs, 1, 'b'))).toBe('dca');
    expect(ids(expiredBackups(runs, 1, 'e'))).toBe('dcba');
  });
});

describe('a backup', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  it.each([
    ['hourly', '2026-11-22T10:53:00Z', false],
    ['hourly', '2026-11-22T10:52:00Z', true],
    ['daily', '2026-11-21T09:00:00Z', false],
    ['daily', '2026-11-21T08:59:59Z', true],
    ['weekly', '2026-11-15T12:00:00Z', false],
    ['weekly', '2026-11-14T12:00:00Z', true],
    ['monthly', '2026-10-22T12:00:00Z', false],
    ['monthly', '2026-10-18T12:00:00Z', true],
  ] as const)('that is made %s and was last made at %s was missed: %s', (rhythm, since, expected) => {
    expect(wasMissed(new Date(since), rhythm, now)).toBe(expected);
  });
});

describe('generations', () => {
  const at = (time: string) => ({ id: time, createdAt: new Date(time) });
  const nightly = Array.from({ length: 800 }, (_, night) =>
    at(new Date(Date.UTC(2026, 10, 20, 1) - night * 86_400_000).toISOString()),
  );
  const kept = (generations: Partial<typeof noGenerations>): string[] => {
    const expired = new Set(expiredBackups(nightly, 1, null, { ...noGenerations, ...generations }).map(({ id }) => id));
    return nightly.filter(({ id }) => !expired.has(id)).map(({ id }) => id.slice(0, 10));
  };

  it('keep the newest of each day, week, month and year', () => {
    expect(kept({ days: 3 })).toEqual(['2026-11-20', '2026-11-19', '2026-11-18']);
    expect(kept({ weeks: 3 })).toEqual(['2026-11-20', '2026-11-15', '2026-11-08']);
    expect(kept({ months: 3 })).toEqual(['2026-11-20', '2026-10-31', '2026-09-30']);
    expect(kept({ years: 3 })).toEqual(['2026-11-20', '2025-12-31', '2024-12-31']);
    expect(kept({ days: 2, years: 2 })).toEqual(['2026-11-20', '2026-11-19', '2025-12-31']);
  });

  it('count periods that have a backup: after a long pause nothing goes', () => {
    const sparse = [at('2026-11-20T01:00:00Z'), at('2026-03-01T01:00:00Z'), at('2025-01-01T01:00:00Z')];
    expect(expiredBackups(sparse, 1, null, { ...noGenerations, months: 3 })).toEqual([]);
  });
});
