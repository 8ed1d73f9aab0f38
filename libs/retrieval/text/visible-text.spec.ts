import { describe, expect, it } from 'vitest';
import { visibleText } from './visible-text.js';

describe('visibleText', () => {
  it.each([
    ['line ends', 'a\r\nb\rc\n', 'a\nb\nc\n'],
    ['a byte order mark', '\ufeffa', 'a'],
    ['zero-width and bidirectional signs', 'pass\u200bword \u202eevil\u202c', 'password evil'],
    ['tag characters', `hi${String.fromCodePoint(0xe0049, 0xe0067)}`, 'hi'],
    ['control characters', 'a\0b\u0007c\td', 'a b c\td'],
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
  ])('takes care of %s', (_, source, expected) => {
    expect(visibleText(source)).toBe(expected);
  });

  it.each(['می‌خواهم', '👩‍⚕️'.replace('\ufe0f', ''), 'naïve – “ok”', 'ข้อมูล'])('leaves %s as it is', (text) => {
    expect(visibleText(text)).toBe(text);
  });
});
