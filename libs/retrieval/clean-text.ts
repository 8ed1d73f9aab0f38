/** Zero-width signs, bidirectional controls, soft hyphens, interlinear marks, tag characters and variation selectors used to hide text. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e01ef}]/gu;
/** What no text file means to say: control characters other than tab and line feed. */
const CONTROL = /[\0-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/**
 * A source text as it is stored, shown and cited: line feeds only, no byte order mark, nothing that a reader cannot see but a model would
 * read. Places of passages and quotes are places in this text. Joiners that scripts need (U+200C, U+200D) stay.
 */
export function cleanText(source: string): string {
  return source.toWellFormed().replace(/\r\n?/gu, '\n').replace(CONTROL, '').replace(INVISIBLE, '');
}
