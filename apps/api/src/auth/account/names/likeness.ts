import unhomoglyph from 'unhomoglyph';
import { normalised } from '#sealing/blind-index.js';

/**
 * The skeleton of a name: equal for two names that a reader would confuse. Characters and what they look like are Unicode's
 * (UTS 39, confusables.txt, from the package `unhomoglyph`). Its table lists characters as they are, while names here are compared without
 * regard to case: Cyrillic `в` resembles no Latin letter, but its capital `В` does, so a character without an ASCII lookalike is checked as a capital.
 */
export function likenessOf(name: string): string {
  return Array.from(normalised(name).normalize('NFD'), likenessOfSign).join('');
}

function likenessOfSign(sign: string): string {
  // A small L, the digit one and a capital I look the same, and case is ignored.
  const [small, capital] = [sign, sign.toUpperCase()].map((each) => unhomoglyph(each).toLowerCase());
  const seen = [small, capital].find((each) => each !== undefined && /^[\x21-\x7e]+$/.test(each)) ?? small!;
  return seen === 'i' ? 'l' : seen;
}
