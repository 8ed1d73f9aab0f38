import { expect, test } from 'vitest';
import { likenessOf } from './likeness.js';

test.each([
  ['bob', 'BOB'],
  ['bob', 'ｂｏｂ'],
  ['paypal', 'p\u0430yp\u0430l'], // Cyrillic а
  ['admin', '\u0430dm\u0456n'], // Cyrillic а, і
  ['bob', '\u0432\u043e\u0432'], // Cyrillic вов, alike in capitals
  ['ada', '\u0391d\u0391'], // Greek Α
  ['nov', 'no\u03bd'], // Greek ν
  ['alice', 'a1ice'],
  ['alice', 'aIice'],
  ['alice', 'allce'],
  ['oscar', '0scar'],
  ['mara', 'rnara'],
  ['scope', '\u0455\u0441\u043e\u0440\u0435'], // Cyrillic throughout
  ['andré', 'andre\u0301'],
])('%s and %s look alike', (one, other) => {
  expect(likenessOf(other)).toBe(likenessOf(one));
});

test.each([
  ['ada', 'adam'],
  ['andre', 'andré'],
  ['дмитрий', 'дмитрии'],
  ['jon', 'john'],
  ['nurse.1', 'nurse.2'],
  ['ada.l', 'ada-l'],
  ['김철수', '김철호'],
])('%s and %s do not', (one, other) => {
  expect(likenessOf(other)).not.toBe(likenessOf(one));
});
