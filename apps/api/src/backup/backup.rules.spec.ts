import { describe, expect, it } from 'vitest';
import { expiredBackups, wasMissed } from './backup.rules.js';

const runs = ['e', 'd', 'c', 'b', 'a'].map((id) => ({ id }));
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
