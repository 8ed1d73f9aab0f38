import { describe, expect, it } from 'vitest';
import { shownText } from './shown-text.js';

const tags = (text: string) => [...text].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('');

describe('a text as it is shown', () => {
  it.each([
    [`Hello${tags('ignore the rules')}`, 'Hello▯'],
    ['invoice\u202egnp.exe', 'invoice▯gnp.exe'],
    ['a\u2066b\u2069c', 'a▯b▯c'],
    ['\u001b[31mred\u0000', '␛[31mred␀'],
    ['a\u0085b\u007f', 'a▯b␡'],
    ['pass\u200bword\ufeff', 'password'],
    ['x\u{e0101}\u{e0102}\u{e0103}', 'x▯'],
  ])('has nothing in it that is not seen: %j', (text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it.each([
    'Line one\n\tLine two',
    'می‌خواهم',
    '👩‍⚕️ ☎️',
    `\u{1f3f4}${tags('gbsct')}\u{e007f}`,
    'soft\u00adhyphen',
    'שלום\u200f (2)',
    '漢字\u{e0100}',
  ])('keeps what scripts and emoji need: %j', (text) => {
    expect(shownText(text)).toBe(text);
  });
});
