import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter, LineTooLong, longestLine } from './line-splitter.js';

const linesOf = (pieces: readonly Buffer[]): string[] => {
  const splitter = new LineSplitter();
  const lines = pieces.flatMap((piece) => splitter.push(piece));
  return [...lines, splitter.rest()];
};

describe('LineSplitter', () => {
  it('finds the same lines however the body is cut into pieces', () => {
    const text = fc.array(fc.constantFrom('a', 'ü', '漢', '🙂', '\n', '\r\n'), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(12), { maxLength: 40 }), (body, sizes) => {
        const bytes = Buffer.from(body);
        const pieces: Buffer[] = [];
        let start = 0;
        for (const size of sizes) pieces.push(bytes.subarray(start, (start += size)));
        pieces.push(bytes.subarray(start));
        expect(linesOf(pieces)).toEqual(body.split(/\r?\n/));
      }),
    );
  });

  it('keeps what follows the last line ending for the end', () => {
    expect(linesOf([Buffer.from('one\ntwo')])).toEqual(['one', 'two']);
  });

  it('refuses a line of more than one mebibyte, ended or not', () => {
    const half = Buffer.alloc(longestLine / 2, 'x');
    const splitter = new LineSplitter();
    splitter.push(half);
    splitter.push(half);
    expect(() => splitter.push(Buffer.from('x'))).toThrow(LineTooLong);
    expect(() => new LineSplitter().push(Buffer.alloc(longestLine + 2, 'x').fill('\n', longestLine + 1))).toThrow(LineTooLong);
  });

  it('takes many lines that are longer than the limit only together', () => {
    const line = Buffer.from(`${'x'.repeat(99_999)}\n`);
    expect(linesOf(Array.from({ length: 20 }, () => line))).toHaveLength(21);
  });
});
