import { expect, test } from 'vitest';
import { masterPasswordFault } from './master-policy.rules.js';

const leaked = new Set(['trustno1trustno1']);

test.each([
  ['aaaaaaaaaaaaaaaa', 'is too simple'],
  ['Short-Pass1', 'expected at least 12 characters, found 11'],
  ['correct-horse-9', 'is too simple'],
  ['Password123456!', 'commonly used'],
  ['aaaaaaaaaaaaaaaaaaaaaaaa', 'commonly used'],
  ['abcabcabcabcabcabcabc', 'commonly used'],
  ['qwertzuiopasdfghjklyxcvbnm', 'commonly used'],
  ['Moon-Rise-2031\nMoon-Rise-2031', 'invisible character'],
  ['Moon-Rise-2031\r', 'invisible character'],
  ['Moon-Rise-2031\t', 'invisible character'],
  ['\ufeffMoon-Rise-2031', 'invisible character'],
  ['Moon-Rise\u001b[A-2031', 'invisible character'],
])('%j cannot become the master password', (password, fault) => {
  expect(masterPasswordFault(password, leaked)).toContain(fault);
});

test.each([
  'Moon-Rise-2031#Sommer-Regen',
  'nine purple lanterns above the quay',
  'YourStrongPassword123!',
  'Correct-Horse-Battery-9',
  'k3tcUJfeN8M7cJ-w2m0W_1s9fSH2zYQ4nGmT5b6r7u8',
  'Dreißig Möwen zählen 12 Fähren',
])('%j can', (password) => {
  expect(masterPasswordFault(password, leaked)).toBeNull();
});
