/** TeX between delimiters, as it is found at the beginning of a text. */
export interface Formula {
  readonly raw: string;
  readonly tex: string;
  /** Whether it has lines of its own. */
  readonly display: boolean;
}

/** More is no formula that anybody reads, and would hold up the page. */
const LONGEST = 4000;

const DOLLARS = /^\$\$(?!\$)((?:\\[^]|[^$\\])+)\$\$/;
const DOLLAR = /^\$(?![\s$])((?:\\[^]|[^$\\])+)(?<!\s)\$(?![\p{L}\p{N}$])/u;
const PARENTHESES = /^\\\(((?:\\[^()]|[^\\])+)\\\)/;
const BRACKETS = /^\\\[((?:\\[^[\]]|[^\\])+)\\\]/;

/** The formula at the beginning of a text within a paragraph. A price is none: `$5 and $10`. */
export function formulaAt(source: string): Formula | null {
  const text = source.slice(0, LONGEST);
  return (
    found(DOLLARS.exec(text), { display: true }) ??
    found(BRACKETS.exec(text), { display: true, only: looksLikeMaths }) ??
    found(PARENTHESES.exec(text), { display: false }) ??
    found(DOLLAR.exec(text), { display: false, only: (tex) => !isPrice(tex) })
  );
}

/** The formula that begins at the beginning of a line and ends at the end of one. */
export function formulaBlockAt(source: string): Formula | null {
  const indent = /^ {0,3}(?=\$\$|\\\[)/.exec(source)?.[0];
  if (indent === undefined) return null;
  const formula = formulaAt(source.slice(indent.length));
  const end = formula === null ? null : /^[ \t]*(?:\n+|$)/.exec(source.slice(indent.length + formula.raw.length));
  if (formula === null || end === null || /\n[ \t]*\n/.test(formula.tex)) return null;
  return { ...formula, raw: indent + formula.raw + end[0] };
}

/** Where the next formula may begin; -1 where none does. */
export function formulaStart(source: string): number {
  for (const { index } of source.matchAll(/\$|\\[([]/g)) {
    if (source[index] === '\\' || !/[\p{L}\p{N}\\$]/u.test(source.charAt(index - 1))) return index;
  }
  return -1;
}

/** Where a formula begins on a line of its own; -1 where none does. */
export function formulaBlockStart(source: string): number {
  const end = source.indexOf('\n\n'); // no paragraph goes on behind it
  const paragraph = end < 0 ? source : source.slice(0, end);
  for (const { index } of paragraph.matchAll(/\n {0,3}(?:\$\$|\\\[)/g)) {
    if (formulaBlockAt(source.slice(index + 1)) !== null) return index + 1;
  }
  return -1;
}

function found(
  match: RegExpExecArray | null,
  options: { readonly display: boolean; readonly only?: (tex: string) => boolean },
): Formula | null {
  const tex = match?.[1]?.trim() ?? '';
  if (match === null || tex === '' || options.only?.(tex) === false) return null;
  return { raw: match[0], tex, display: options.display };
}

/** Figures followed by words, as between two prices. */
function isPrice(tex: string): boolean {
  return /^[\d.,]+\s?[–—-]?\s*\p{L}{2,}/u.test(tex) && !/[\\^_=]/.test(tex);
}

/** Brackets are escaped in plain text too, for a link that is meant to be none. */
function looksLikeMaths(tex: string): boolean {
  return /[\\^_=+*/<>|{}]/.test(tex);
}
