import { expect, test } from 'vitest';
import { FinishSso, SetUp, SignIn, StepUp } from './auth/auth.js';
import { plainCode } from './codes.js';
import { ConfirmTotp } from './auth/factors/mfa.js';

test.each([
  ['123456', '123456'],
  ['１２３４５６', '123456'],
  ['１２３　４５６', '123 456'],
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
  ['०१२३४५६७८९', '0123456789'],
  ['𝟎𝟗𝟘𝟡𝟶𝟿', '090909'],
  ['ＡＢＣＤ-２３４５', 'ABCD-2345'],
  ['abcd-2345', 'abcd-2345'],
  ['', ''],
])('%j is typed for %j', (typed, meant) => {
  expect(plainCode(typed)).toBe(meant);
});

test('every code that people type is accepted in full-width digits', () => {
  const code = '１２３４５６';
  expect(SignIn.parse({ password: 'x', code }).code).toBe('123456');
  expect(FinishSso.parse({ code }).code).toBe('123456');
  expect(StepUp.parse({ code }).code).toBe('123456');
  expect(ConfirmTotp.parse({ code }).code).toBe('123456');
  expect(SetUp.parse({ code: 'ａｂｃｄ－２３４５－ｅｆｇｈ', username: 'ada', password: 'x' }).code).toBe('ABCD-2345-EFGH');
});
