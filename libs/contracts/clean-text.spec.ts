import { describe, expect, it } from 'vitest';
import { cleanText, holdsUnseen } from './clean-text.js';

describe('cleanText', () => {
  it.each([
    ['a form feed', 'is\fzebra', 'is zebra'],
    ['a vertical tab', 'is\vzebra', 'is zebra'],
    ['an escape', 'is\u001bzebra', 'is zebra'],
    ['a null', 'is\0zebra', 'is zebra'],
    ['a line separator', 'is\u2028zebra', 'is zebra'],
    ['a paragraph separator', 'is\u2029zebra', 'is zebra'],
    ['a next line', 'is\u0085zebra', 'is zebra'],
    ['a delete', 'is\u007fzebra', 'is zebra'],
    ['a byte order mark', '\ufeffzebra', 'zebra'],
    ['byte order marks within', 'one\n\ufefftwo', 'one\ntwo'],
    ['line ends of other systems', 'a\r\nb\rc\n', 'a\nb\nc\n'],
    ['half of a pair', 'a\ud800b', 'a\ufffdb'],
  ])('makes %s a space or nothing', (_, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it.each(['tab\tand\nline', 'می‌خواهم', '👩‍⚕️', 'naïve – “ok”', 'ข้อมูล'])('leaves %j as it is', (text) => {
    expect(cleanText(text)).toBe(text);
  });
});

describe('holdsUnseen', () => {
  it.each(['pw\npw', 'pw\t', '\ufeffpw', 'pw\u2028', 'pw\u001b[A', 'pw\r'])('finds it in %j', (text) => {
    expect(holdsUnseen(text)).toBe(true);
  });

  it.each(['Moon-Rise-2031#Sommer', 'correct horse battery', 'pässwörd 密码'])('finds nothing in %j', (text) => {
    expect(holdsUnseen(text)).toBe(false);
  });
});
