import { expect, test } from 'vitest';
import { hasCredentials, shownValue } from './shown-address.js';

test.each([
  ['http://ada:hunter2@gpu:11434/v1', 'http://…@gpu:11434/v1'],
  ['https://token@gpu', 'https://…@gpu/'],
  ['http://:hunter2@gpu:11434', 'http://…@gpu:11434/'],
])('an address with credentials is shown without them: %s', (address, shown) => {
  expect([hasCredentials(address), shownValue(address)]).toEqual([true, shown]);
});

test.each(['http://localhost:11434', 'ada@example.org', '', 7, null, ['a'], undefined])('%o is shown as it is', (value) => {
  expect(shownValue(value)).toBe(value);
});
