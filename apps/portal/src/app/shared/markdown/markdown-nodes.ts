import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { codeBlock } from './code/code-block.js';
import { directionOf } from './direction.rules.js';
import { plainCharacters } from './syntax/entities.rules.js';
import { keptTogether, withMarks, withoutSigns } from './syntax/marks.rules.js';
import { safeLink } from './syntax/safe-link.rules.js';

/**
 * Markdown to nodes of the page. No HTML text is ever made or read on the way: each kind of token has its own line below that makes
 * an element, and what has none is shown as the text it is. So a script, an event handler or a remote image cannot come through.
 */
export interface Block {
  /** The source of the block; while an answer grows, only blocks whose source changed are made anew. */
  readonly raw: string;
  build(): Node;
}

export function blocksOf(markdown: string): Block[] {
  return new Lexer({ gfm: true, breaks: false })
    .lex(markdown)
    .filter((token) => token.type !== 'space' && token.type !== 'def')
    .map((token) => ({ raw: token.raw, build: () => node(token as MarkedToken) }));
}

function node(token: MarkedToken): Node {
  switch (token.type) {
    case 'paragraph':
      return element('p', inside(token.tokens));
    case 'heading':
      // The page has h1 and h2 already: an answer's own headings come below them.
      return element(`h${String(Math.min(6, token.depth + 2))}` as 'h3', inside(token.tokens));
    case 'code':
      return codeBlock(withoutSigns(token.text), withoutSigns(token.lang ?? ''));
    case 'blockquote':
      return element('blockquote', inside(token.tokens));
    case 'list':
      return list(token);
    case 'table':
      return table(token);
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
    case 'br':
      return element('br');
    case 'link':
      return link(token);
    case 'image':
      return element(
        'span',
        [text(token.text === '' ? '[picture]' : `[picture: ${plainCharacters(withoutSigns(token.text))}]`)],
        'left-out',
      );
    case 'checkbox':
      return text(token.checked ? '☑ ' : '☐ ');
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
  return tokens.map((token) => node(token as MarkedToken));
}

function list(token: Tokens.List): Node {
  const items = token.items.map((item) => element('li', inside(item.tokens)));
  const made = element(token.ordered ? 'ol' : 'ul', items);
  if (made instanceof HTMLOListElement && typeof token.start === 'number' && token.start !== 1) made.start = token.start;
  return made;
}

function table(token: Tokens.Table): Node {
  const row = (cells: readonly Tokens.TableCell[], kind: 'th' | 'td') =>
    element(
      'tr',
      cells.map((cell) => {
        const made = element(kind, inside(cell.tokens));
        if (cell.align !== null) made.dataset['align'] = cell.align;
        if (kind === 'th') made.setAttribute('scope', 'col');
        return made;
      }),
    );
  const made = element('table', [
    element('thead', [row(token.header, 'th')]),
    element(
      'tbody',
      token.rows.map((cells) => row(cells, 'td')),
    ),
  ]);
  const frame = element('div', [made], 'table-frame');
  frame.tabIndex = 0;
  frame.setAttribute('role', 'group');
  frame.setAttribute('aria-label', 'Table');
  return frame;
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

function text(characters: string): Node {
  return document.createTextNode(characters);
}

function group(nodes: readonly Node[]): Node {
  const made = document.createDocumentFragment();
  made.append(...nodes);
  return made;
}

/** What is written from the side that its own first letter is. */
const directed: ReadonlySet<string> = new Set(['p', 'h3', 'h4', 'h5', 'h6']);
/** What is on that side with its bullets, its bar, its first column. With `auto` a browser does not look into elements that are directed. */
const framed: ReadonlySet<string> = new Set(['ul', 'ol', 'blockquote', 'div', 'th', 'td']);

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  children: readonly Node[] = [],
  className = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  if (directed.has(name)) made.dir = 'auto';
  made.append(...children);
  if (framed.has(name)) made.dir = directionOf(made.textContent);
  return made;
}
