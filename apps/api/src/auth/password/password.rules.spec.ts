import { expect, test } from 'vitest';
import { policyOf, weaknessOf } from './password.rules.js';

const leaked = new Set(['marmalade', 'marmalade9999']);

test.each([
  ['Kq7!vnT2#xw', 'too-short'],
  ['Kq7!vnT2#xwm', null],
  ['kq7!vnt2#xwm', 'needs-classes'],
  ['KQ7!VNT2#XWM', 'needs-classes'],
  ['Kqz!vnTd#xwm', 'needs-classes'],
  ['Kq7avnT2bxwm', 'needs-classes'],
  ['seven small grey owls', null],
  ['Password123!', 'is-common'],
  ['M@rmal4de2026!', 'is-common'],
  ['Marian-Lund1', 'is-username'],
])('in production %s: %s', (password, weakness) => {
  expect(weaknessOf(policyOf('production', 'guides'), password, 'marian-lund', leaked)).toBe(weakness);
});

test.each([
  ['1234567', 'too-short'],
  ['12345678', null],
  ['marmalade', null],
  ['marian-lund', 'is-username'],
  ['marian-lund-at-work', null],
])('in development %s: %s', (password, weakness) => {
  expect(weaknessOf(policyOf('development', 'guides'), password, 'marian-lund', leaked)).toBe(weakness);
});

test.each([
  ['qzvkwjxhpltmnb', 'too-short'],
  ['qzvkwjxhpltmnbd', null],
  ['sevensmallowlss', null],
  ['Password123456789!', 'is-common'],
  ['marmalade999999', 'is-common'],
  ['marian-lund1234', 'is-username'],
])('by length alone, in whatever mode, %s: %s', (password, weakness) => {
  for (const mode of ['production', 'development'] as const)
    expect(weaknessOf(policyOf(mode, 'length'), password, 'marian-lund', leaked)).toBe(weakness);
});

test('length counts characters as people do, not code units', () => {
  expect(weaknessOf(policyOf('development', 'guides'), '😀😀😀😀', 'ada', leaked)).toBe('too-short');
});
