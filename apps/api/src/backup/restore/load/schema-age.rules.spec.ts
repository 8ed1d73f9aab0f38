import { expect, it } from 'vitest';
import { schemaAge } from './schema-age.rules.js';

const one = { name: '0001-one.sql', checksum: 'a' };
const two = { name: '0002-two.sql', checksum: 'b' };
const between = { name: '0001-other-room.sql', checksum: 'c' };

it.each([
  ['the same', [one, two], [one, two], { kind: 'same' }],
  ['one that lacks the last', [one, two], [one], { kind: 'older' }],
  ['one that lacks a migration of another room', [one, between, two], [one, two], { kind: 'older' }],
  ['one that has more', [one], [one, two], { kind: 'newer', migration: two.name }],
  ['one whose migration was another', [one, two], [one, { ...two, checksum: 'x' }], { kind: 'changed', migration: two.name }],
])('a backup of %s', (_, own, applied, expected) => {
  expect(schemaAge(own, applied)).toEqual(expected);
});
