import { directionOf } from './direction.rules.js';

it.each([
  ['שלום', 'rtl'],
  ['1. مرحبا hello', 'rtl'],
  ['(2031) hello שלום', 'ltr'],
  ['日本', 'ltr'],
  ['1,204 · 37 %', ''],
  ['', ''],
])('a text that begins like %j runs %j', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});
