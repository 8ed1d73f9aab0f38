import type { Token, Tokens } from 'marked';

/** `[^label]` in the text. */
export interface FootnoteMark {
  type: 'footnoteMark';
  raw: string;
  label: string;
  /** Of the note it leads to; null where there is no such note. */
  number: number | null;
}

/** `[^label]: the note`, on lines of its own. */
export interface Footnote {
  type: 'footnote';
  raw: string;
  label: string;
  number: number;
  tokens: Token[];
}

const MARK = /^\[\^([^\]\s^]{1,60})\]/;
const NOTE = /^ {0,3}\[\^([^\]\s^]{1,60})\]:[ \t]*([^\n]*(?:\n(?![ \t]*\n| {0,3}\[\^)[^\n]+|\n+(?: {4}|\t)[^\n]+)*)(?:\n+|$)/;

export function footnoteMarkAt(source: string): FootnoteMark | null {
  const [raw, label] = MARK.exec(source) ?? [];
  return raw === undefined || label === undefined ? null : { type: 'footnoteMark', raw, label, number: null };
}

export function footnoteAt(source: string): (Pick<Footnote, 'raw' | 'label'> & { readonly text: string }) | null {
  const [raw, label, text] = NOTE.exec(source) ?? [];
  if (raw === undefined || label === undefined || text === undefined) return null;
  return { raw, label, text: text.replaceAll(/\n(?: {4}|\t)/g, '\n') };
}

/**
 * Gives marks and notes their numbers, in the order in which the text mentions them; notes that it does not mention come last. The first
 * note of a label counts.
 */
export function numbered(tokens: readonly Token[]): { readonly text: Token[]; readonly notes: Footnote[] } {
  const notes = new Map<string, Footnote>();
  for (const note of tokens as readonly (Token | Footnote)[]) {
    if (isNote(note) && !notes.has(note.label)) notes.set(note.label, note);
  }
  const order: Footnote[] = [];
  const count = (token: Token | FootnoteMark): void => {
    if (isMark(token)) {
      const note = notes.get(token.label);
      if (note !== undefined && !order.includes(note)) order.push(note);
      token.number = note === undefined ? null : order.indexOf(note) + 1;
    } else childrenOf(token).forEach(count);
  };
  const text = tokens.filter((token) => !isNote(token as Token | Footnote));
  if (notes.size > 0) text.forEach(count);
  for (let at = 0; at < order.length; at++) order[at]?.tokens.forEach(count);
  const ordered = [...order, ...[...notes.values()].filter((note) => !order.includes(note))];
  ordered.forEach((note, at) => (note.number = at + 1));
  return { text, notes: ordered };
}

function isMark(token: Token | FootnoteMark): token is FootnoteMark {
  return token.type === 'footnoteMark';
}

function isNote(token: Token | Footnote): token is Footnote {
  return token.type === 'footnote';
}

interface Nested {
  readonly tokens?: readonly Token[];
  readonly items?: readonly Tokens.ListItem[];
  readonly header?: readonly Tokens.TableCell[];
  readonly rows?: readonly (readonly Tokens.TableCell[])[];
}

function childrenOf(token: Token): readonly Token[] {
  const { tokens = [], items = [], header = [], rows = [] } = token as Nested;
  const cells = [...header, ...rows.flat()].flatMap((cell) => cell.tokens);
  return [...tokens, ...items, ...cells];
}
