import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { DisplayName, Username } from '../auth.js';
import { displayNameFault, tidyDisplayName, usernameFault } from './names.js';

test.each([
  'ada',
  'Ada.Lindqvist@example.org',
  'søren',
  'дмитрий',
  'Αλέξης',
  'محمد',
  'דוד',
  'संजय',
  'สมชาย',
  'தமிழ்',
  '李明',
  '김철',
  'ゆき',
  'a-1',
])('%s is a name to sign in with', (name) => {
  expect(usernameFault(name)).toBeNull();
  expect(z.safeParse(Username, name).data).toBe(name.normalize('NFC'));
});

test.each([
  ['ab', 'too-short'],
  ['  ', 'too-short'],
  ['李', 'too-short'],
  ['x'.repeat(65), 'too-long'],
  ['ada lovelace', 'characters'],
  ['\u0301ada', 'characters'],
  ['ad\u200ba', 'unseen'],
  ['ad\u200da', 'unseen'],
  ['ad\u00ada', 'unseen'],
  ['ad\u202ea', 'unseen'],
  ['ad\u2066a', 'unseen'],
  ['ad\u3164a', 'unseen'],
  ['ad\ufe0fa', 'unseen'],
  ['ad\u{e0061}a', 'unseen'],
  ['ad\u{e000}a', 'unseen'],
  ['ad\ud800a', 'unseen'],
  ['ad\u0000a', 'unseen'],
] as const)('%j is none: %s', (name, fault) => {
  expect(usernameFault(name)).toBe(fault);
  expect(z.safeParse(Username, name).success).toBe(false);
});

test.each([
  'Ada Lindqvist-Södergård',
  'Seán O’Brien',
  '山田 太郎',
  'علی\u200cرضا',
  'क्\u200dष',
  'Дмитрий',
  'Ada (Ward 3)',
  'X Æ A-12',
  'Ada 🌻',
])('%s is what somebody is called', (name) => {
  expect(displayNameFault(name)).toBeNull();
  expect(z.safeParse(DisplayName, name).data).toBe(name.normalize('NFC'));
});

test.each([
  ['', 'too-short'],
  ['\u3000 ', 'too-short'],
  ['x'.repeat(101), 'too-long'],
  ['Ada\nLindqvist', 'unseen'],
  ['Ada\u200dLindqvist', 'unseen'],
  ['Ada \u202etsivqdniL', 'unseen'],
  ['Ada\u200f', 'unseen'],
  ['Ada\u2800Lindqvist', 'unseen'],
  ['\u3164', 'unseen'],
  ['Ada\u2028Lindqvist', 'unseen'],
  ['\u0301da', 'characters'],
] as const)('%j is not: %s', (name, fault) => {
  expect(displayNameFault(name)).toBe(fault);
  expect(z.safeParse(DisplayName, name).success).toBe(false);
});

test('a name is kept in one form, however its accents and spaces were typed', () => {
  expect(Username.parse(' Andre\u0301 ')).toBe('André');
  expect(tidyDisplayName(' 山田\u3000 太郎\u00a0')).toBe('山田 太郎');
  expect(DisplayName.parse('Andre\u0301  Dupont')).toBe('André Dupont');
});
