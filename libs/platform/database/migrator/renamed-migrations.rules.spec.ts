import { expect, it } from 'vitest';
import { renamedMigrations, underOwnNames } from './renamed-migrations.rules.js';

const own = [
  { name: '0001-first', checksum: 'a' },
  { name: '0003-third', checksum: 'c' },
];

it('knows a migration by its content where its name has changed', () => {
  const applied = [
    { name: '0001-first', checksum: 'a' },
    { name: '0007-third', checksum: 'c' },
  ];
  expect([...renamedMigrations(own, applied)]).toEqual([['0007-third', '0003-third']]);
  expect(underOwnNames(own, applied)).toEqual(own);
});

it('leaves alone what is unknown, changed, or there under both names', () => {
  expect(renamedMigrations(own, [{ name: '0009-ninth', checksum: 'x' }]).size).toBe(0);
  expect(renamedMigrations(own, [{ name: '0001-first', checksum: 'x' }]).size).toBe(0);
  const both = [...own, { name: '0007-third', checksum: 'c' }];
  expect(renamedMigrations(own, both).size).toBe(0);
});
