import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pendingMigrations } from './migrator.js';

const files = [
  { name: '0001-a.sql', sql: '', checksum: 'one' },
  { name: '0002-b.sql', sql: '', checksum: 'two' },
];

describe('pending migrations', () => {
  it('are those that were not applied, in order', () => {
    expect(pendingMigrations(files, new Map([['0001-a.sql', 'one']])).map((each) => each.name)).toEqual(['0002-b.sql']);
    expect(pendingMigrations(files, new Map()).map((each) => each.name)).toEqual(['0001-a.sql', '0002-b.sql']);
  });

  it('stop at a file that was changed after it had been applied', () => {
    expect(() => pendingMigrations(files, new Map([['0001-a.sql', 'changed']]))).toThrow('0001-a.sql was changed');
  });

  it('stop at a database that is newer than this version', () => {
    expect(() => pendingMigrations(files, new Map([['0009-later.sql', 'x']]))).toThrow('0009-later.sql');
  });
});

describe('the numbers of the migrations', () => {
  /** Up to here each room had a range of its own. */
  const lastOfTheRanges = 200;
  const names = readdirSync('migrations').filter((name) => name.endsWith('.sql'));
  const numbers = names
    .map((name) => Number(/^(\d{4})-[a-z\d]+(?:-[a-z\d]+)*\.sql$/.exec(name)?.[1]))
    .sort((one, other) => one - other);

  it('are there once each', () => {
    expect(numbers).toEqual([...new Set(numbers)]);
    expect(numbers).not.toContain(NaN);
  });

  it('are one sequence: each is the next after the highest before it', () => {
    const later = numbers.filter((number) => number > lastOfTheRanges);
    expect(later).toEqual(later.map((_number, index) => lastOfTheRanges + 1 + index));
  });
});
