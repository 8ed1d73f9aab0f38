import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.js';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const be = (text: string): Buffer => le(text).swap16();

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from('Größe – naïve'), 'Größe – naïve', 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffGröße'), 'Größe', 'utf-8'],
    ['UTF-16 of Windows', le('\ufeffThe café opens at nine. Größe 中文'), 'The café opens at nine. Größe 中文', 'utf-16le'],
    ['UTF-16, high byte first', be('\ufeffThe café opens'), 'The café opens', 'utf-16be'],
    ['UTF-16 without a mark', le('The café opens at nine.'), 'The café opens at nine.', 'utf-16le'],
    ['UTF-16 without a mark, high byte first', be('The café opens at nine.'), 'The café opens at nine.', 'utf-16be'],
    ['Latin-1', latin1('Das Café öffnet um neun. Größe: 5 m²'), 'Das Café öffnet um neun. Größe: 5 m²', 'windows-1252'],
    [
      'quotes and dashes of Windows',
      Buffer.concat([latin1('He said '), Buffer.of(0x93), latin1('no'), Buffer.of(0x94, 0x20, 0x96), latin1(' twice')]),
      'He said “no” – twice',
      'windows-1252',
    ],
    ['nothing', Buffer.alloc(0), '', 'utf-8'],
  ])('reads %s', (_, bytes, text, encoding) => {
    expect(decodeText(bytes)).toEqual({ text, encoding });
  });

  it.each([
    // "Привет, мир" in KOI8-R, and "日本語" in Shift-JIS: Latin letters would come out.
    ['Cyrillic in one byte a letter', Buffer.from('f0d2c9d7c5d42c20cdc9d2', 'hex')],
    ['Japanese in two', Buffer.from('93fa967b8cea', 'hex')],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000001000000', 'hex')],
    ['half of a UTF-16 character', Buffer.concat([le('\ufeffab'), Buffer.of(0x61)])],
    ['bytes that mean nothing', Buffer.of(0x23, 0x20, 0xff, 0xfd)],
  ])('does not guess at %s', (_, bytes) => {
    expect(decodeText(bytes)).toBeNull();
  });
});
