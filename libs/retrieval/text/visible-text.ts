import { cleanText } from '#contracts/clean-text.js';

/** Zero-width signs, bidirectional controls, soft hyphens, interlinear marks, tag characters and variation selectors used to hide text. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\u{e0000}-\u{e01ef}]/gu;

/**
 * A source text as it is stored, shown and cited: cleaned, and nothing in it that a reader cannot see but a model would read. Places of
 * passages and quotes are places in this text. Joiners that scripts need (U+200C, U+200D) stay.
 */
export function visibleText(source: string): string {
  return cleanText(source).replace(INVISIBLE, '');
}
