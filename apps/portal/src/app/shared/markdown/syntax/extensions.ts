import type { MarkedOptions, Token, TokenizerThis } from 'marked';
import { footnoteAt, footnoteMarkAt, type Footnote, type FootnoteMark } from './footnotes.js';
import { formulaAt, formulaBlockAt, formulaBlockStart, formulaStart, type Formula } from './formulas.rules.js';

/** Characters; no answer is that long, and a longer text is read faster without. */
const longest = 200_000;

export type FormulaToken = Formula & { type: 'formula' };

/** What the text may hold besides GitHub's Markdown: formulas and footnotes. Undefined where it holds none, since looking for them costs time. */
export function extensionsFor(markdown: string): MarkedOptions['extensions'] {
  const hasFormulas = /\$|\\[([]/.test(markdown);
  const hasNotes = markdown.includes('[^');
  if ((!hasFormulas && !hasNotes) || markdown.length > longest) return undefined;
  return {
    renderers: {},
    childTokens: {},
    block: [...(hasFormulas ? [formulaBlock] : []), ...(hasNotes ? [footnote] : [])],
    inline: [...(hasFormulas ? [formula] : []), ...(hasNotes ? [footnoteMark] : [])],
    startBlock: hasFormulas ? [formulaBlockStart] : [],
    startInline: [...(hasFormulas ? [formulaStart] : []), ...(hasNotes ? [footnoteMarkStart] : [])],
  };
}

function formula(source: string): FormulaToken | undefined {
  const found = formulaAt(source);
  return found === null ? undefined : { type: 'formula', ...found };
}

function formulaBlock(source: string): FormulaToken | undefined {
  const found = formulaBlockAt(source);
  return found === null ? undefined : { type: 'formula', ...found };
}

function footnote(this: TokenizerThis, source: string): Footnote | undefined {
  const found = footnoteAt(source);
  if (found === null) return undefined;
  const tokens: Token[] = this.lexer.blockTokens(found.text, []);
  return { type: 'footnote', raw: found.raw, label: found.label, number: 0, tokens };
}

function footnoteMark(source: string): FootnoteMark | undefined {
  return footnoteMarkAt(source) ?? undefined;
}

function footnoteMarkStart(source: string): number {
  return source.indexOf('[^');
}
