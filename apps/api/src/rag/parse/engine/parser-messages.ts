import type { ChunkSizes } from '#retrieval/chunker.js';
import type { PreparedVersion } from '../../intake/ingestion.rules.js';
import type { ParseLimits, RefusalCode, SourceFile } from '../parsed-document.js';

export interface ParseOrder extends SourceFile {
  readonly limits: ParseLimits;
  /** How it is cut into passages, and what it is called where it does not say so itself. */
  readonly sizes: ChunkSizes;
  readonly called: string;
}

/** What the process of the parsers says of the one file that it reads. */
export type ParseNews =
  | { readonly kind: 'ready' }
  | { readonly kind: 'page'; readonly done: number; readonly total: number }
  | { readonly kind: 'parsed'; readonly version: PreparedVersion }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  /** Nobody foresaw it; the name of the error, never its message, which may hold content. */
  | { readonly kind: 'failed'; readonly error: string };
