import type { MarkedToken, Token, Tokens } from 'marked';
import { marksOf, withMarksAs } from '#contracts/chat/citation-marks.js';
import type { Citation } from '#contracts/rag.js';
import { escaped } from './html-text.rules.js';
import { tokensOf } from '../markdown-tokens.js';

/** Stands for a citation mark while Markdown is read; no text can hold the character around the number by itself. */
const SIGN = /\s?⸨\ufdd0(\d{1,4})\ufdd0⸩/gu;

/**
 * Markdown as HTML by an allow-list: each kind of token below has its tags, and what has none is shown as the text that it is. Nothing
 * that the text says becomes a tag, an attribute but a checked address, or something to load.
 */
export function htmlOf(content: string, citations: readonly Citation[], sourceAnchor: (mark: number) => string): string {
  const writer = new MarkdownWriter(sourceAnchor);
  const signed = withSigns(content, citations);
  const tokens = tokensOf(signed);
  return tokens === null ? `<pre class="plain" dir="auto">${escaped(content)}</pre>` : writer.all(tokens);
}

class MarkdownWriter {
  constructor(private readonly sourceAnchor: (mark: number) => string) {}

  all(tokens: readonly Token[] = []): string {
    return tokens.map((token) => this.one(token as MarkedToken)).join('');
  }

  private one(token: MarkedToken): string {
    switch (token.type) {
      case 'space':
      case 'def':
        return '';
      case 'paragraph':
        return `<p dir="auto">${this.all(token.tokens)}</p>\n`;
      case 'heading': {
        // The page has h1 and h2 of its own.
        const name = `h${String(Math.min(6, token.depth + 2))}`;
        return `<${name} dir="auto">${this.all(token.tokens)}</${name}>\n`;
      }
      case 'code':
        return `<pre><code>${escaped(withoutSigns(token.text))}</code></pre>\n`;
      case 'blockquote':
        return `<blockquote dir="auto">${this.all(token.tokens)}</blockquote>\n`;
      case 'list':
        return this.list(token);
      case 'table':
        return this.table(token);
      case 'hr':
        return '<hr>\n';
      case 'strong':
      case 'em':
      case 'del':
        return `<${token.type}>${this.all(token.tokens)}</${token.type}>`;
      case 'codespan':
        return `<code>${escaped(withoutSigns(token.text))}</code>`;
      case 'br':
        return '<br>';
      case 'link':
        return this.link(token);
      case 'image':
        return escaped(token.text === '' ? '[picture]' : `[picture: ${withoutSigns(token.text)}]`);
      case 'checkbox':
        return token.checked ? '☑ ' : '☐ ';
      case 'text':
        return token.tokens === undefined ? this.text(token.text) : this.all(token.tokens);
      case 'escape':
        return escaped(token.text);
      case 'html':
        return /^<br\s*\/?>\s*$/iu.test(token.raw) ? '<br>' : this.text(token.raw);
      default:
        return this.text((token as Token).raw);
    }
  }

  private list({ ordered, start, items }: Tokens.List): string {
    const name = ordered ? 'ol' : 'ul';
    const from = ordered && typeof start === 'number' && start !== 1 ? ` start="${String(start)}"` : '';
    return `<${name} dir="auto"${from}>${items.map((item) => `<li>${this.all(item.tokens)}</li>`).join('\n')}</${name}>\n`;
  }

  private table({ header, rows }: Tokens.Table): string {
    const row = (cells: readonly Tokens.TableCell[], name: 'th' | 'td') =>
      `<tr>${cells.map((cell) => `<${name}${alignmentOf(cell)} dir="auto">${this.all(cell.tokens)}</${name}>`).join('')}</tr>\n`;
    return `<div class="wide" tabindex="0" role="group" aria-label="Table"><table><thead>${row(header, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table></div>\n`;
  }

  private link(token: Tokens.Link): string {
    const address = safeAddress(withoutSigns(token.href));
    const words = this.all(token.tokens);
    return address === null ? words : `<a href="${escaped(address)}" rel="noopener noreferrer">${words}</a>`;
  }

  /** Text with its citation marks as links to the sources below. */
  private text(text: string): string {
    let html = '';
    let from = 0;
    for (const found of text.matchAll(SIGN)) {
      const [sign, number] = found;
      html += escaped(text.slice(from, found.index));
      html += `<sup><a href="#${this.sourceAnchor(Number(number))}" aria-label="Source ${number!}">[${number!}]</a></sup>`;
      from = found.index + sign.length;
    }
    return html + escaped(text.slice(from));
  }
}

function withSigns(content: string, citations: readonly Citation[]): string {
  const text = content.replaceAll('\ufdd0', '\ufffd'); // as long as before, so that the places of marks still hold
  return withMarksAs(text, marksOf(text, citations), (mark, at) => {
    // A space keeps a web address from taking the mark along; it is not shown.
    return `${at === 0 || /\s$/u.test(text.slice(at - 1, at)) ? '' : ' '}⸨\ufdd0${String(mark)}\ufdd0⸩`;
  });
}

function withoutSigns(text: string): string {
  return text.replaceAll(SIGN, '[$1]');
}

function alignmentOf({ align }: Tokens.TableCell): string {
  return align === null ? '' : ` class="${align}"`;
}

/** Only web and mail, in full, and without a name before the host, which makes an address look like another one. */
function safeAddress(href: string): string | null {
  const address = URL.parse(href.trim());
  if (address === null || !['http:', 'https:', 'mailto:'].includes(address.protocol)) return null;
  return address.username === '' && address.password === '' ? address.href : null;
}
