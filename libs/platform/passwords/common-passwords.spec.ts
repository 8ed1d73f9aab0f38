import { dictionary } from '@zxcvbn-ts/language-common';
import { expect, test } from 'vitest';
import { isCommonPassword } from '#contracts/auth/passwords/common-passwords.js';

const list = dictionary['passwords-common'] as readonly string[];
const leaked = new Set(list);

test.each([
  'password',
  'Password123!',
  'P@ssw0rd2026!',
  'Passw0rd!Passw0rd!',
  'Welcome2026!',
  'WelcomeAdmin1!',
  'Letmein!12345678',
  'Qwertz12345#',
  'qwertyuiop123',
  '1qaz2wsx3edc',
  'Aa1!Aa1!Aa1!',
  '111111111111',
  'Summer2026!!',
  'MyPassword1!',
  'Abcdefghijk1!',
  'ILoveYou!2026',
  'Chatman-2026',
  'YourStrongPassword123!',
  '!!!!Administrator',
  'aaaaaaaaaaaaaaaaaaaaaaaa',
  'CorrectHorseBatteryStaple',
])('%s is tried first', (password) => {
  expect(isCommonPassword(password, leaked)).toBe(true);
});

test.each([
  'Tidal-Copper9-Ledger',
  'vK9#mQ2$xL7!',
  'river stone lantern orbit quiet',
  'Grüne Wolken über 7 Dächern',
  'password of the seventh marmot',
  'Zg7!kTw0&rPq',
  'Bernstein+Nadel42',
  'Password83920174839',
])('%s is not', (password) => {
  expect(isCommonPassword(password, leaked)).toBe(false);
});

test('a long text is judged in time', () => {
  const before = performance.now();
  expect(isCommonPassword('aB3$'.repeat(63) + 'zzzz', leaked)).toBe(false);
  expect(performance.now() - before).toBeLessThan(2_000);
});

test('the list has what ASVS asks for, and in lower case', () => {
  expect(list.length).toBeGreaterThan(40_000);
  expect(list.filter((password) => password !== password.toLowerCase())).toEqual([]);
});

test('all of the list that is long enough for production is refused, and the 3,000 first ones as they are dressed up for it', () => {
  const dressed = list
    .slice(0, 3_000)
    .filter((password) => /^[a-z]{4}/.test(password))
    .map((password) => `${password.charAt(0).toUpperCase()}${password.slice(1)}2026!`);
  expect(dressed.length).toBeGreaterThan(2_000);
  const passed = [...list.filter(({ length }) => length >= 12), ...dressed].filter((each) => !isCommonPassword(each, leaked));
  expect(passed).toEqual([]);
});
