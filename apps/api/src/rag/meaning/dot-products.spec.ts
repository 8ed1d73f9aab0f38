import { describe, expect, it } from 'vitest';
import { dotProducts, largestInQuestion, suits } from './dot-products.js';

function plainly(asked: Int16Array, values: Int8Array): number[] {
  return Array.from({ length: values.length / asked.length }, (_, nth) =>
    asked.reduce((sum, value, at) => sum + value * values[nth * asked.length + at]!, 0),
  );
}

describe('dot products', () => {
  it.each([
    [16, 1],
    [384, 0],
    [384, 130],
    [768, 64],
    [1024, 100],
    [4096, 3],
  ])('of %i dimensions with %i vectors are what multiplying gives', (size, number) => {
    const asked = Int16Array.from({ length: size }, (_, at) => Math.round(Math.sin(at * 3.1) * largestInQuestion));
    const values = Int8Array.from({ length: size * number }, (_, at) => Math.round(Math.sin(at * 7.7) * 127));
    expect([...dotProducts(asked, values)]).toEqual(plainly(asked, values));
  });

  it('do not overflow at their largest', () => {
    const [asked, values] = [new Int16Array(4_096).fill(largestInQuestion), new Int8Array(4_096 * 2).fill(-128)];
    expect([...dotProducts(asked, values)]).toEqual(plainly(asked, values));
  });

  it.each([
    [384, true],
    [1024, true],
    [100, false],
    [0, false],
    [8192, false],
  ])('%i dimensions: %s', (size, expected) => expect(suits(size)).toBe(expected));
});
