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
/** Zeros of the digits that people write in place of 0 to 9, each followed by its other nine. */
const ZEROS = ['٠', '۰', '०', '๐'].map((zero) => zero.charCodeAt(0));
const OTHER_DIGITS = /[٠-٩۰-۹०-९๐-๙]/gu;
const ASCII_ONLY = /^[\0-\x7f]*$/u;

/**
 * One spelling for what readers take to be the same word: lower case, compatibility forms unified, accents dropped, digits as 0 to 9.
 * Only the combining marks of European scripts go; Thai, Arabic or Devanagari marks carry meaning and stay.
 */
export function fold(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFKC')
    .replace(UNDECOMPOSED, (letter) => SPELLINGS.get(letter) ?? letter)
    .replace(OTHER_DIGITS, digitOf);
}

function digitOf(digit: string): string {
  const code = digit.charCodeAt(0);
  const zero = ZEROS.find((first) => code >= first && code < first + 10) ?? code;
  return String(code - zero);
}
