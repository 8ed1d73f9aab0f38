import { blocks, type TextFormat } from '#retrieval/index/blocks.js';
import { chunk, type Chunk, type ChunkSizes } from '#retrieval/chunker.js';
import { terms } from '#retrieval/text/analysis.js';
import { languageOf, type Language } from '#retrieval/text/language.js';
import type { ChunkTerms } from '#retrieval/index/segment.js';

export interface SourceText {
  readonly title: string;
  /** Cleaned text: see `visibleText`. */
  readonly text: string;
  readonly format: TextFormat;
}

export interface PreparedDocument {
  readonly language: Language;
  readonly chunks: readonly Chunk[];
  /** What the index takes of each chunk: the words it stands under, a gap, its own words. */
  readonly terms: readonly ChunkTerms[];
}

const LONGEST_TITLE = 200;

/** Cuts a document into passages and those into terms. */
export function prepare({ title, text, format }: SourceText, sizes: ChunkSizes): PreparedDocument {
  const language = languageOf(text);
  // The heading that gave the document its title would otherwise stand twice in every place name.
  const chunks = chunk(text, format, sizes).map((one) =>
    one.headings[0] === title ? { ...one, headings: one.headings.slice(1) } : one,
  );
  const titleTerms = terms(title, language).map((term) => term.text);
  return {
    language,
    chunks,
    terms: chunks.map(({ headings, text: words }) => {
      const termsOf = (part: string): (string | null)[] => [...terms(part, language).map((term) => term.text), null];
      // The nearest heading says best what the passage is about, so it counts twice.
      const above = [...headings, ...headings.slice(-1)].flatMap(termsOf);
      return [...titleTerms, null, ...above, ...terms(words, language).map((term) => term.text)];
    }),
  };
}

/** The first heading of the first level of a Markdown text, or its name. A `#` in front matter, a comment or code heads nothing. */
export function titleOf(text: string, otherwise: string): string {
  const heading = blocks(text, 'markdown').find((block) => block.kind === 'heading' && block.level === 1 && block.title !== '');
  return (heading?.kind === 'heading' ? heading.title : otherwise).slice(0, LONGEST_TITLE);
}

/** How headings are shown as one line, outermost first. */
export function headingLine(headings: readonly string[]): string {
  return headings.join(' › ');
}
