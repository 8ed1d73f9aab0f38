import unhomoglyph from 'unhomoglyph';
import { normalised } from '#sealing/blind-index.js';

/**
 * What a name looks like: equal for two names that a reader would take for one another. The signs and what they look like are Unicode's
 * (UTS 39, confusables.txt, as the package `unhomoglyph` keeps it). Its table is of signs as they are, and names here are compared without
 * regard to case: Cyrillic `в` is none of Latin's, but as `В` it is, so where a sign has no likeness in ASCII its capital is asked for.
 */
export function likenessOf(name: string): string {
  return Array.from(normalised(name).normalize('NFD'), likenessOfSign).join('');
}

function likenessOfSign(sign: string): string {
  // A small L, the digit one and a capital I cannot be told apart, and which case somebody chose is not looked at.
  const [small, capital] = [sign, sign.toUpperCase()].map((each) => unhomoglyph(each).toLowerCase());
  const seen = [small, capital].find((each) => each !== undefined && /^[\x21-\x7e]+$/.test(each)) ?? small!;
  return seen === 'i' ? 'l' : seen;
}
