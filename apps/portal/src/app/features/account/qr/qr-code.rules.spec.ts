import { checkBytes } from './galois.rules.js';
import { qrCode, qrPath } from './qr-code.rules.js';
import { alignmentPlaces, codewords, smallestVersion } from './qr-codewords.rules.js';

/** Reads a symbol of one block back, knowing nothing of how it was drawn: versions 1 to 3, which have at most one alignment pattern. */
function read(code: readonly (readonly boolean[])[]): string {
  const size = code.length;
  const format = [0, 1, 2, 3, 4, 5, 7, 8]
    .map((row) => bit(code, row, 8))
    .concat([7, 5, 4, 3, 2, 1, 0].map((column) => bit(code, 8, column)));
  const mask = (format.reduce((bits, each, i) => bits | (each << i), 0) ^ 0x5412) >>> 10;
  const turned = [
    (y: number, x: number) => (y + x) % 2 === 0,
    (y: number) => y % 2 === 0,
    (_y: number, x: number) => x % 3 === 0,
    (y: number, x: number) => (y + x) % 3 === 0,
    (y: number, x: number) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
    (y: number, x: number) => ((y * x) % 2) + ((y * x) % 3) === 0,
    (y: number, x: number) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
    (y: number, x: number) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
  ][mask];
  const isFixed = (y: number, x: number) =>
    x === 6 ||
    y === 6 ||
    (y < 9 && x < 9) ||
    (y < 9 && x >= size - 8) ||
    (y >= size - 8 && x < 9) ||
    (size > 21 && Math.abs(y - (size - 7)) <= 2 && Math.abs(x - (size - 7)) <= 2);
  const bits: number[] = [];
  let isUp = true;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2, isUp = !isUp) {
    for (let step = 0; step < size; step++) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (!isFixed(y, x)) bits.push(bit(code, y, x) ^ Number(turned?.(y, x)));
    }
  }
  const byteAt = (at: number) => bits.slice(at, at + 8).reduce((byte, each) => byte * 2 + each, 0);
  const length = byteAt(4);
  return new TextDecoder().decode(Uint8Array.from({ length }, (_, i) => byteAt(12 + 8 * i)));
}

function bit(code: readonly (readonly boolean[])[], row: number, column: number): number {
  return Number(code[row]?.[column]);
}

describe('a QR code', () => {
  it('has the check bytes of the worked example that is widely published for 1-M', () => {
    const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
    expect(checkBytes(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
  });

  it.each(['a', 'Chat Man', 'otpauth://totp/a?secret=GEZDGNBVGY3T', 'Grüße aus Åre', 'otpauth://totp/Ada?secret=GEZD'])(
    'is read back as it was written: %s',
    (text) => {
      expect(read(qrCode(text))).toBe(text);
    },
  );

  it.each([
    [14, 1],
    [15, 2],
    [213, 10],
    [214, 11],
    [2331, 40],
  ])('takes %i bytes in version %i', (length, version) => {
    expect(smallestVersion(length)).toBe(version);
  });

  it('refuses what no symbol can hold', () => {
    expect(() => smallestVersion(2332)).toThrow(RangeError);
  });

  it.each([
    [1, 26],
    [5, 134],
    [7, 196],
    [10, 346],
    [40, 3706],
  ])('fills version %i with %i bytes', (version, total) => {
    expect(codewords(new Uint8Array(3), version)).toHaveLength(total);
  });

  it.each([
    [2, [6, 18]],
    [7, [6, 22, 38]],
    [14, [6, 26, 46, 66]],
    [32, [6, 34, 60, 86, 112, 138]],
    [40, [6, 30, 58, 86, 114, 142, 170]],
  ])('puts the alignment patterns of version %i where the standard has them', (version, places) => {
    expect(alignmentPlaces(version)).toEqual(places);
  });

  it('says its version in symbols of version 7 and above', () => {
    const code = qrCode('x'.repeat(110));
    const read = Array.from({ length: 18 }, (_, i) => bit(code, Math.floor(i / 3), code.length - 11 + (i % 3)));
    expect(code).toHaveLength(45);
    expect(read.reverse().join('')).toBe('000111110010010100');
  });

  it('is drawn as a path with a quiet zone of four modules', () => {
    expect(
      qrPath([
        [true, true, false],
        [false, false, true],
        [false, false, false],
      ]),
    ).toEqual({
      path: 'M4 4h2v1h-2zM6 5h1v1h-1z',
      side: 11,
    });
  });
});
