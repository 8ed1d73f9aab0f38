import { expect, test } from 'vitest';
import { base32 } from './base32.js';
import { otpauthUrl, stepOfCode, totpCode, totpStep } from './totp.js';

const secret = Buffer.from('12345678901234567890');
const at = (seconds: number): Date => new Date(seconds * 1_000);

// RFC 6238, appendix B, SHA-1.
test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('at %s seconds the code is %s', (seconds, code) => {
  expect(totpCode(secret, totpStep(at(seconds)), 8)).toBe(code);
});

// RFC 4648, section 10, without padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of "%s" is %s', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test.each([
  [-1, 1, true],
  [0, 1, true],
  [1, 1, true],
  [-2, 1, false],
  [2, 1, false],
  [-1, 0, false],
  [0, 0, true],
  [1, 0, false],
] as const)('a code that is %s steps away, with %s neighbours, is taken: %s', (steps, neighbours, isTaken) => {
  const now = at(1_700_000_000);
  const step = totpStep(now) + steps;
  expect(stepOfCode(secret, totpCode(secret, step), now, neighbours)).toBe(isTaken ? step : null);
});

test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('"%s" is no code', (code) => {
  expect(stepOfCode(secret, code, at(1_700_000_000), 1)).toBeNull();
});

test('the address for the QR code names issuer, person and secret', () => {
  expect(otpauthUrl(Buffer.from('foobar'), 'ada@lab')).toBe(
    'otpauth://totp/Chat%20Man:ada%40lab?secret=MZXW6YTBOI&issuer=Chat%20Man&algorithm=SHA1&digits=6&period=30',
  );
});
