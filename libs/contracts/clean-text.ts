/**
 * What no text means to say and many texts hold all the same: control characters other than tab and line feed, and the separators that only
 * some programs take for line ends (U+0085, U+2028, U+2029). They may stand between two words.
 */
const UNSEEN = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/gu;
/** The byte order mark, at the beginning or between joined files. It separates no words. */
const BYTE_ORDER_MARK = /\ufeff/gu;

/**
 * A text as it enters Chat Man, from any source: line ends are line feeds, an invisible character is a space or nothing. No word is
 * lost or joined to its neighbour, and no text is refused for invisible characters.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, '\n').replace(BYTE_ORDER_MARK, '').replace(UNSEEN, ' ');
}

/** Whether a line of text, such as a password, holds an invisible character: a control character, a line end, a byte order mark. */
export function holdsUnseen(line: string): boolean {
  return cleanText(line) !== line || /[\n\t]/u.test(line);
}
