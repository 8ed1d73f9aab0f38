const longestTitle = 60;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A title from the first question: its first line without markup, cut at a word. Deterministic, so that the same question always
 * gets the same title. Empty when nothing readable is there.
 */
export function titleFrom(question: string): string {
  const line = question
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .split('\n')
    .map(plain)
    .find((candidate) => /[\p{L}\p{N}]/u.test(candidate));
  return line === undefined ? '' : cutAtWord(line);
}

function plain(line: string): string {
  return line
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(#{1,6}|[-*+>]|\d+[.)])\s+/, '')
    .replace(/[*_`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function cutAtWord(line: string): string {
  if (line.length <= longestTitle) return withoutStop(line);
  const characters = Array.from(graphemes.segment(line.slice(0, 4_000)), ({ segment }) => segment);
  if (characters.length <= longestTitle) return withoutStop(line);
  const cut = characters.slice(0, longestTitle).join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut).replace(/[\s.,;:!?]+$/, '')}…`;
}

function withoutStop(line: string): string {
  return line.replace(/[\s.,;:]+$/, '');
}
