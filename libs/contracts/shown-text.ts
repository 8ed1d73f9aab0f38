/** What stands where something was that cannot be seen. */
const MARK = '▯';

/** Signs that change the direction of what follows: embeddings, overrides, isolates. Marks of direction that texts need stay. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]+/gu;
/** Characters of the tag block, but for those that spell the flag of a country part. */
const TAGS = /(\u{1f3f4}[\u{e0061}-\u{e007a}\u{e0030}-\u{e0039}]{2,8}\u{e007f})|[\u{e0000}-\u{e007f}]+/gu;
/** One variation selector chooses a form; more of them in a row can only hide something. */
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2,}/gu;
/** Signs without width or form. Joiners (U+200C, U+200D) stay: scripts and emoji need them. */
const WIDTHLESS = /[\u200b\u2060-\u2065\u206a-\u206f\ufeff\u180e\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufff9-\ufffb]/gu;
const CONTROL = /[\0-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/**
 * A text as it is shown: what a reader cannot see is shown as a mark, or left out where it has no effect. What is stored is not changed.
 */
export function shownText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(CONTROL, controlPicture)
    .replaceAll(TURNING, MARK)
    .replaceAll(TAGS, (_, flag?: string) => flag ?? MARK)
    .replaceAll(SELECTORS, MARK)
    .replaceAll(WIDTHLESS, '');
}

/** ␛ for escape, and so on: Unicode has a picture for most of them. */
function controlPicture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '␡' : MARK;
}
