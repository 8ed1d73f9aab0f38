import { cleanText } from '#contracts/clean-text.js';
import { loadsOrRuns, tokensOf } from './markdown-tokens.js';

const FENCE = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/u;
const CODE_SPAN = /(?<![\\`])(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/gu;

/**
 * Markdown that somebody else wrote, made part of a larger file: programs that show it load no picture and read no HTML in it, and code
 * that never ends does not take the rest of the file along. What could not be made so becomes one block of code, word for word.
 */
export function inertMarkdown(text: string): string {
  const clean = cleanText(text).trim();
  const inert = withoutPictures(clean);
  const tokens = tokensOf(inert);
  return tokens === null || loadsOrRuns(tokens) ? fenced(clean) : inert;
}

/** One line of plain words: nothing in it is markup. */
export function lineOf(text: string): string {
  return cleanText(text)
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~!&]/gu, '\\$&');
}

export function quoted(text: string, sign = '> '): string {
  return text
    .split('\n')
    .map((line) => (sign + line).trimEnd())
    .join('\n');
}

function withoutPictures(text: string): string {
  let fence: string | null = null;
  const lines = text.split('\n').map((line) => {
    const [, signs, rest] = FENCE.exec(line) ?? [];
    if (fence === null) {
      if (signs === undefined || (signs.startsWith('`') && rest!.includes('`'))) return inertLine(line);
      fence = signs;
    } else if (signs?.startsWith(fence) && rest!.trim() === '') fence = null;
    return line;
  });
  return [...lines, ...(fence === null ? [] : [fence])].join('\n');
}

function inertLine(line: string): string {
  let inert = '';
  let from = 0;
  for (const { index, 0: code } of line.matchAll(CODE_SPAN)) {
    inert += withoutMarkup(line.slice(from, index)) + code;
    from = index + code.length;
  }
  return inert + withoutMarkup(line.slice(from));
}

/** Pictures become links, and HTML becomes the text that it is. A sign that is escaped stays so. */
function withoutMarkup(text: string): string {
  return text.replace(/(\\*)(!(?=\[)|<(?=[A-Za-z/!?]))/gu, (found, escapes: string) =>
    escapes.length % 2 === 0 ? `${escapes}\\${found.slice(escapes.length)}` : found,
  );
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([signs]) => signs.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
