/** Letters that Unicode decomposition leaves whole, with the spelling people type without them. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['ς', 'σ'],
]);
const UNDECOMPOSED = /[ßæœøłđðþıς]/gu;
const ACCENTS = /[\u0300-\u036f]/gu;
const ASCII_ONLY = /^[\0-\x7f]*$/u;

/**
 * One spelling for what readers take to be the same word: lower case, compatibility forms unified, accents dropped.
 * Only the combining marks of European scripts go; Thai, Arabic or Devanagari marks carry meaning and stay.
 */
export function fold(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFKC')
    .replace(UNDECOMPOSED, (letter) => SPELLINGS.get(letter) ?? letter);
}
