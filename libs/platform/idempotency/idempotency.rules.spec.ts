import { expect, it } from 'vitest';
import { callText, isIdempotencyKey, keptSince } from './idempotency.rules.js';

it.each([
  ['0197aa00-0000-7000-8000-0000000000ff', true],
  ['"quoted-as-the-draft-has-it"', true],
  ['short', false],
  ['with a space in it', false],
  ['x'.repeat(201), false],
  ['schlüssel', false],
  ['', false],
])('takes %j for a key: %s', (text, isKey) => expect(isIdempotencyKey(text)).toBe(isKey));

it('keeps an answer for a day', () =>
  expect(keptSince(new Date('2026-11-21T08:00:00Z'))).toEqual(new Date('2026-11-20T08:00:00Z')));

it('distinguishes calls by method, address and body', () => {
  const texts = [
    callText('POST', '/a', {}),
    callText('PUT', '/a', {}),
    callText('POST', '/b', {}),
    callText('POST', '/a', { x: 1 }),
  ];
  expect(new Set(texts).size).toBe(4);
  expect(callText('POST', '/a', undefined)).toBe(callText('POST', '/a', null));
});
