import { blocks, type Block, type TextFormat } from './index/blocks.js';
import { sentences, trimmed, type Span } from './text/sentences.js';
import { estimatedTokens } from './text/token-estimate.js';

/** A passage of a document: small enough to quote, large enough to make sense. */
export interface Chunk extends Span {
  /** Exactly `document.slice(start, end)`. */
  readonly text: string;
  /** Titles of the headings it stands under, outermost first; then the columns of a table that it begins inside. */
  readonly headings: readonly string[];
}

export interface ChunkSizes {
  /** A chunk is closed when the next block would take it past this many tokens (estimated). */
  readonly targetTokens: number;
  /** No chunk of prose or table rows is longer than this. A block of code stays whole up to {@link ChunkSizes.mostCodeTokens}. */
  readonly maxTokens: number;
  readonly mostCodeTokens: number;
}

export const CHUNK_SIZES: ChunkSizes = { targetTokens: 220, maxTokens: 400, mostCodeTokens: 2000 };

/**
 * Cuts a document along its structure: at headings first, then between blocks, then between sentences, never inside a row of a table
 * or a block of code. Chunks do not overlap and leave out nothing but white space, headings that have text under them, and rules.
 */
export function chunk(text: string, format: TextFormat, sizes: ChunkSizes = CHUNK_SIZES): Chunk[] {
  return sections(blocks(text, format)).flatMap(({ headings, body }) =>
    packed(
      text,
      body.flatMap((block) => pieces(text, block, sizes)),
      sizes,
    ).map((span) => ({
      ...span,
      text: text.slice(span.start, span.end),
      headings: [...headings, ...columnsAbove(text, body, span)],
    })),
  );
}

const LONGEST_COLUMNS = 300;
const DELIMITER_ROW = /^[\s|:-]+$/u;

/** The names of the columns, for a passage that begins inside a table: its rows say nothing without them. */
function columnsAbove(text: string, body: readonly Block[], { start }: Span): string[] {
  const at = body.findIndex((block) => block.kind === 'row' && block.start <= start && start < block.end);
  if (at < 0) return [];
  let first = at;
  while (body[first - 1]?.kind === 'row') first -= 1;
  const [header, delimiter] = [body[first], body[first + 1]];
  if (header === undefined || delimiter === undefined || at <= first) return [];
  if (!DELIMITER_ROW.test(text.slice(delimiter.start, delimiter.end))) return [];
  const cells = text.slice(header.start, header.end).split('|');
  const names = cells.map((cell) => cell.replace(/[*_`]/gu, '').trim()).filter((cell) => cell !== '');
  return names.length === 0 ? [] : [names.join(' · ').slice(0, LONGEST_COLUMNS)];
}

interface Section {
  readonly headings: readonly string[];
  readonly body: readonly Block[];
}

/** Groups blocks under their headings. A heading with nothing under it is a passage of its own, so that no word is lost. */
function sections(all: readonly Block[]): Section[] {
  const found: Section[] = [];
  let path: (Block & { kind: 'heading' })[] = [];
  let body: Block[] = [];
  const close = (): void => {
    if (body.length > 0) found.push({ headings: titles(path), body });
    body = [];
  };
  all.forEach((block, at) => {
    if (block.kind !== 'heading') {
      body.push(block);
      return;
    }
    close();
    path = [...path.filter((above) => above.level < block.level), block];
    const next = all[at + 1];
    const isEmpty = next === undefined || (next.kind === 'heading' && next.level <= block.level);
    if (isEmpty) found.push({ headings: titles(path.slice(0, -1)), body: [block] });
  });
  close();
  return found;
}

function titles(path: readonly { readonly title: string }[]): string[] {
  return path.map(({ title }) => title).filter((title) => title !== '');
}

interface Piece extends Span {
  readonly tokens: number;
}

/** What a block may be cut into: itself if it fits, else sentences, else words. */
function pieces(text: string, block: Block, sizes: ChunkSizes): Piece[] {
  const whole = measured(text, trimmed(text, block));
  const limit = block.kind === 'code' ? sizes.mostCodeTokens : sizes.maxTokens;
  if (whole.tokens <= limit) return [whole];
  if (block.kind === 'code') return atLineEnds(text, whole, limit);
  if (block.kind === 'row') return atWords(text, whole, sizes.maxTokens);
  return sentences(text.slice(whole.start, whole.end))
    .map((span) => measured(text, { start: span.start + whole.start, end: span.end + whole.start }))
    .flatMap((piece) => (piece.tokens <= sizes.maxTokens ? [piece] : atWords(text, piece, sizes.maxTokens)));
}

function measured(text: string, span: Span): Piece {
  return { start: span.start, end: span.end, tokens: estimatedTokens(text.slice(span.start, span.end)) };
}

/** Fills chunks with neighbouring pieces up to the target; a short rest is taken along while the maximum allows it. */
function packed(text: string, all: readonly Piece[], sizes: ChunkSizes): Span[] {
  const found: Span[] = [];
  let open: Piece | null = null;
  let remaining = all.reduce((sum, piece) => sum + piece.tokens, 0);
  for (const piece of all) {
    const rest = remaining;
    remaining -= piece.tokens;
    if (open === null) {
      open = piece;
      continue;
    }
    const joined: Piece = measured(text, { start: open.start, end: piece.end });
    const finishes = joined.tokens <= sizes.maxTokens && rest <= sizes.targetTokens / 3;
    if (joined.tokens <= sizes.targetTokens || finishes) {
      open = joined;
    } else {
      found.push(open);
      open = piece;
    }
  }
  if (open !== null) found.push(open);
  return found.map(({ start, end }) => ({ start, end }));
}

/** Cuts at line ends, as few times as it takes. */
function atLineEnds(text: string, span: Span, limit: number): Piece[] {
  return cut(text, span, limit, /\n/gu);
}

/** Cuts at white space; text without any is cut between characters. */
function atWords(text: string, span: Span, limit: number): Piece[] {
  return cut(text, span, limit, /\s+/gu);
}

function cut(text: string, span: Span, limit: number, places: RegExp): Piece[] {
  const found: Piece[] = [];
  const fits = (start: number, end: number): boolean =>
    end - start <= limit * 4 && estimatedTokens(text.slice(start, end)) <= limit;
  const ends = [...text.slice(span.start, span.end).matchAll(places)].map((match) => span.start + match.index);
  let start = span.start;
  let next = 0;
  while (start < span.end) {
    if (fits(start, span.end)) {
      found.push(measured(text, trimmed(text, { start, end: span.end })));
      break;
    }
    let end = start;
    while (next < ends.length && fits(start, ends[next] ?? 0)) end = Math.max(end, ends[next++] ?? 0);
    // No place to cut within reach. An estimated token is never shorter than a character, so that many characters fit.
    if (end <= start) end = characterEnd(text, start + limit);
    const piece = measured(text, trimmed(text, { start, end }));
    if (piece.end > piece.start) found.push(piece);
    start = end;
  }
  return found.filter((piece) => piece.end > piece.start);
}

/** Never between the halves of a surrogate pair. */
function characterEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
