import { expect, test } from 'vitest';
import { SetUp } from '#contracts/auth/auth.js';
import { setUpCodeFrom } from './set-up-code.rules.js';

test('equal bytes give an equal code, in the form that the contract takes', () => {
  const code = setUpCodeFrom(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  expect(code).toBe(setUpCodeFrom(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9)));
  expect(SetUp.parse({ code: code.toLowerCase(), username: 'ada', password: 'x' }).code).toBe(code);
});

test('each of sixty bits shows', () => {
  const codes = Array.from({ length: 60 }, (_, bit) => {
    const bytes = new Uint8Array(8);
    bytes[7 - (bit >> 3)] = 1 << (bit & 7);
    return setUpCodeFrom(bytes);
  });
  expect(new Set([...codes, setUpCodeFrom(new Uint8Array(8))]).size).toBe(61);
});
