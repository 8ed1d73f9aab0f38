import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { codeBlock } from './code/code-block.js';
import { diagram } from './diagram/diagram.js';
import { formula } from './math/formula.js';
import { element, group, text } from './nodes.js';
import { footnoteList, footnoteMark } from './notes/footnotes.js';
import { plainCharacters } from './syntax/entities.rules.js';
import { extensionsFor, type FormulaToken } from './syntax/extensions.js';
import { isClosed } from './syntax/fences.rules.js';
import { numbered, type Footnote, type FootnoteMark } from './syntax/footnotes.js';
import { keptTogether, withMarks, withoutSigns } from './syntax/marks.rules.js';
import { safeLink } from './syntax/safe-link.rules.js';
import { table } from './table.js';

/**
 * Markdown to nodes of the page. No HTML text is ever made or read on the way: each kind of token has its own line below that makes
 * an element, and what has none is shown as the text it is. So a script, an event handler or a remote image cannot come through.
 */
export interface Block {
  /** The source of the block; while an answer grows, only blocks whose source changed are made anew. */
  readonly raw: string;
  build(): Node;
}

type Kind = MarkedToken | FormulaToken | FootnoteMark;

export function blocksOf(markdown: string): Block[] {
  const tokens = new Lexer({ gfm: true, breaks: false, extensions: extensionsFor(markdown) })
    .lex(markdown)
    .filter((token) => token.type !== 'space' && token.type !== 'def');
  const { text: body, notes } = numbered(tokens);
  const blocks = body.map((token) => ({ raw: keyOf(token, notes), build: () => node(token as Kind) }));
  return notes.length === 0 ? blocks : [...blocks, noteBlock(notes)];
}

/** A mark is a number once its note is there. */
function keyOf(token: Token, notes: readonly Footnote[]): string {
  return token.raw.includes('[^') ? [token.raw, ...notes.map(({ label }) => label)].join('\0') : token.raw;
}

function noteBlock(notes: readonly Footnote[]): Block {
  return {
    raw: notes.map(({ raw }) => raw).join('\0'),
    build: () => footnoteList(notes.map(({ number, tokens }) => ({ number, nodes: inside(tokens) }))),
  };
}

function node(token: Kind): Node {
  switch (token.type) {
    case 'paragraph':
      return element('p', inside(token.tokens));
    case 'heading':
      // The page has h1 and h2 already: an answer's own headings come below them.
      return element(`h${String(Math.min(6, token.depth + 2))}` as 'h3', inside(token.tokens));
    case 'code':
      return code(token);
    case 'blockquote':
      return element('blockquote', inside(token.tokens));
    case 'list':
      return list(token);
    case 'table':
      return table(token, inside);
    case 'hr':
      return element('hr');
    case 'strong':
      return element('strong', inside(token.tokens));
    case 'em':
      return element('em', inside(token.tokens));
    case 'del':
      return element('del', inside(token.tokens));
    case 'codespan':
      return element('code', [text(withoutSigns(token.text))]);
    case 'formula':
      return formula(withoutSigns(token.tex), token.display);
    case 'footnoteMark':
      return token.number === null ? text(token.raw) : footnoteMark(token.number);
    case 'br':
      return element('br');
    case 'link':
      return link(token);
    case 'image':
      return element(
        'span',
        [text(token.text === '' ? $localize`[picture]` : $localize`[picture: ${plainCharacters(withoutSigns(token.text))}]`)],
        'left-out',
      );
    case 'checkbox':
      return checkbox(token.checked);
    case 'escape':
      return text(token.text);
    case 'text':
      return token.tokens === undefined ? marked(token.text) : group(inside(token.tokens));
    case 'html':
      return /^<br\s*\/?>\s*$/i.test(token.raw) ? element('br') : marked(token.raw);
    default:
      return marked(token.raw);
  }
}

function inside(tokens: readonly Token[]): Node[] {
  return tokens.map((token) => node(token as Kind));
}

function code({ raw, text: source, lang }: Tokens.Code): Node {
  const [plain, info] = [withoutSigns(source), withoutSigns(lang ?? '')];
  const isComplete = isClosed(raw);
  if (/^mermaid\b/i.test(info) && isComplete) return diagram(plain);
  if (/^(?:math|latex|tex)\b/i.test(info) && isComplete && !/\\(?:documentclass|usepackage)/.test(plain))
    return formula(plain, true);
  return codeBlock(plain, info);
}

function list(token: Tokens.List): Node {
  const items = token.items.map((item) => element('li', inside(item.tokens), item.task ? 'task' : ''));
  const made = element(token.ordered ? 'ol' : 'ul', items);
  if (made instanceof HTMLOListElement && typeof token.start === 'number' && token.start !== 1) made.start = token.start;
  return made;
}

function checkbox(checked: boolean): Node {
  const made = element('input');
  made.type = 'checkbox';
  made.checked = checked;
  made.disabled = true;
  made.setAttribute('aria-label', checked ? $localize`Done` : $localize`Not done`);
  return made;
}

function link(token: Tokens.Link): Node {
  const address = safeLink(withoutSigns(token.href));
  const words = inside(token.tokens);
  if (address === null) return group(words);
  const made = element('a', words);
  made.href = address;
  made.target = '_blank';
  made.rel = 'noopener noreferrer';
  return made;
}

function marked(raw: string): Node {
  return group(
    keptTogether(withMarks(plainCharacters(raw))).map((run) => {
      const nodes = run.map((part) => ('mark' in part ? citationMark(part.mark) : text(part.text)));
      return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : element('span', nodes, 'keep');
    }),
  );
}

function citationMark(mark: number): Node {
  const made = element('button', [text(String(mark))], 'mark');
  made.type = 'button';
  made.dataset['mark'] = String(mark);
  made.setAttribute('aria-label', `Source ${String(mark)}`);
  return made;
}
