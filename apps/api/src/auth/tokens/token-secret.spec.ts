import { expect, test } from 'vitest';
import { bearerToken, newToken, tokenHash } from './token-secret.js';

test('a new token is taken back from a header', () => {
  const token = newToken();
  expect(bearerToken(`Bearer ${token}`)).toBe(token);
  expect(bearerToken(`bearer ${token}`)).toBe(token);
  expect(tokenHash(token)).toHaveLength(32);
});

test.each([
  [undefined],
  [''],
  ['Bearer'],
  ['Basic YTpi'],
  ['Bearer cm_short'],
  [`Bearer ${newToken()} `],
  [`Bearer ${newToken()}x`],
  ['Bearer sk_abc'],
])('%s holds no token', (header) => {
  expect(bearerToken(header)).toBeNull();
});
