/** A decimal digit of any script: Unicode keeps the ten of each in a row, from zero on, and the character before them is none. */
const digit = /\p{Nd}/gu;

/** A typed code in the characters of codes: full-width letters and digits, and digits of any script, count. */
export function plainCode(typed: string): string {
  return typed.normalize('NFKC').replace(digit, (sign) => String(valueOf(sign.codePointAt(0)!)));
}

function valueOf(codePoint: number): number {
  let zero = codePoint;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (codePoint - zero) % 10;
}
