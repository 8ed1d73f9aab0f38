import { blocks, type TextFormat } from '#retrieval/index/blocks.js';
import { chunk, type Chunk, type ChunkSizes } from '#retrieval/chunker.js';
import { placedTerms, type PlacedTerm } from '#retrieval/text/analysis.js';
import { isSpelled } from '#retrieval/ranking/spelling.js';
import { fold } from '#retrieval/text/fold.js';
import { languageOf, type Language } from '#retrieval/text/language.js';
import { words } from '#retrieval/text/words.js';
import type { PageSpan, ParsedDocument } from '../parse/parsed-document.js';
import { listTerms, type ChunkTerms, type TermLists } from '#retrieval/index/segment.js';

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
  /** Its different words, by which misspelt words of questions are corrected. */
  readonly vocabulary: readonly string[];
}

/** The same with the terms as the index keeps them, but for their blinding. */
export interface IndexedDocument extends Omit<PreparedDocument, 'terms'> {
  readonly lists: TermLists;
}

const LONGEST_TITLE = 200;

/** A document that is cut into passages, ready to be published in a transaction. */
export interface PreparedVersion {
  readonly title: string;
  readonly parsed: ParsedDocument;
  readonly prepared: IndexedDocument;
}

/** @param called what the document is called where it does not say so itself */
export function prepareVersion(parsed: ParsedDocument, called: string, sizes: ChunkSizes): PreparedVersion {
  const { text, format } = parsed;
  const title = shortTitle(parsed.title ?? (format === 'markdown' ? titleOf(text, called) : called));
  const { terms: ofChunks, ...prepared } = prepare({ title, text, format }, sizes);
  return { title, parsed, prepared: { ...prepared, lists: listTerms(ofChunks) } };
}

/** Cuts a document into passages and those into terms. */
export function prepare({ title, text, format }: SourceText, sizes: ChunkSizes): PreparedDocument {
  const language = languageOf(text);
  // The heading that gave the document its title would otherwise stand twice in every place name.
  const chunks = chunk(text, format, sizes).map((one) =>
    one.headings[0] === title ? { ...one, headings: one.headings.slice(1) } : one,
  );
  const titleTerms = placedTerms(title, language);
  return {
    language,
    chunks,
    vocabulary: vocabularyOf([title, ...chunks.flatMap(({ headings, text: own }) => [...headings, own])]),
    terms: chunks.map(({ headings, text: own }) => {
      const termsOf = (part: string): (PlacedTerm | null)[] => [...placedTerms(part, language), null];
      // The nearest heading says best what the passage is about, so it counts twice.
      const above = [...headings, ...headings.slice(-1)].flatMap(termsOf);
      return [...titleTerms, null, ...above, ...placedTerms(own, language)];
    }),
  };
}

const MOST_WORDS = 20_000;

function vocabularyOf(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const word of words(text)) {
      const folded = word.unspaced ? '' : fold(word.text);
      if (isSpelled(folded) && found.size < MOST_WORDS) found.add(folded);
    }
  }
  return [...found];
}

/** The first heading of the first level of a Markdown text, or its name. A `#` in front matter, a comment or code heads nothing. */
export function titleOf(text: string, otherwise: string): string {
  const heading = blocks(text, 'markdown').find((block) => block.kind === 'heading' && block.level === 1 && block.title !== '');
  return (heading?.kind === 'heading' ? heading.title : otherwise).slice(0, LONGEST_TITLE);
}

/** A title as it is kept: one line that is not too long. */
export function shortTitle(title: string): string {
  return title.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE).toWellFormed();
}

/** The page on which a place of the text is; null where the file has no pages. */
export function pageAt(pages: readonly PageSpan[], at: number): number | null {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pages[middle]!.start <= at) low = middle;
    else high = middle - 1;
  }
  return pages[low]?.number ?? null;
}

/** Pages and headings of a text, by which a reader finds the way in it. */
export function outlineOf({ text, format, pages, isRecognised }: Omit<ParsedDocument, 'kind' | 'title'>): Outline {
  const headings = blocks(text, format).flatMap((block) =>
    block.kind === 'heading' ? [{ level: block.level, title: block.title, start: block.start }] : [],
  );
  return { pages: pages.map((page) => ({ ...page })), headings, isRecognised };
}

interface Outline {
  pages: { number: number; start: number; end: number }[];
  headings: { level: number; title: string; start: number }[];
  isRecognised: boolean;
}

/** How headings are shown as one line, outermost first. */
export function headingLine(headings: readonly string[]): string {
  return headings.join(' › ');
}
