import { expect, test } from 'vitest';
import { isCommonPassword } from './common-passwords.rules.js';

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
  expect(isCommonPassword(password)).toBe(true);
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
  expect(isCommonPassword(password)).toBe(false);
});

test('a long text is judged in time', () => {
  const before = performance.now();
  expect(isCommonPassword('aB3$'.repeat(63) + 'zzzz')).toBe(false);
  expect(performance.now() - before).toBeLessThan(200);
});
