/** Arithmetic in GF(256) with the polynomial of ISO/IEC 18004, x⁸ + x⁴ + x³ + x² + 1. */
function product(a: number, b: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit--) {
    result = (result << 1) ^ ((result >>> 7) * 0x11d);
    if (((b >>> bit) & 1) === 1) result ^= a;
  }
  return result;
}

/** Coefficients of the Reed-Solomon divisor for so many check bytes, the highest power first and left out. */
function divisor(degree: number): number[] {
  let coefficients = [...Array.from({ length: degree - 1 }, () => 0), 1];
  let root = 1;
  for (let power = 0; power < degree; power++) {
    const at = root;
    coefficients = coefficients.map((each, i) => product(each, at) ^ (coefficients[i + 1] ?? 0));
    root = product(root, 2);
  }
  return coefficients;
}

/** The check bytes of a block. */
export function checkBytes(data: readonly number[], degree: number): number[] {
  const by = divisor(degree);
  let remainder = Array.from({ length: degree }, () => 0);
  for (const byte of data) {
    const factor = byte ^ (remainder[0] ?? 0);
    remainder = [...remainder.slice(1), 0].map((each, i) => each ^ product(by[i] ?? 0, factor));
  }
  return remainder;
}
