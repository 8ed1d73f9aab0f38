import type { Correction } from '#retrieval/ranking/question.js';
import type { Needs } from '#retrieval/text/extract.js';
import type { Language } from '#retrieval/text/language.js';

/** A passage that was found for a question. */
export interface Passage {
  readonly chunkId: string;
  readonly documentId: string;
  /** Number of the version that it is from. */
  readonly version: number;
  readonly documentTitle: string;
  /** The headings it stands under, as one line. */
  readonly heading: string;
  readonly page: number | null;
  /** Exactly the document's text between `start` and `end`, but for the kind of white space where neighbours were joined. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** By words, or by words and meaning; comparable within one result only. Never to be shown: it tells of the collection as a whole. */
  readonly score: number;
  /** SHA-256, in hex, of the chunk's own text. */
  readonly contentHash: string;
  readonly language: Language;
  /** Whether its collection stays here: then it must not be sent to a provider outside. */
  readonly staysHere: boolean;
  /** Whether it is from a file that is attached to the conversation. */
  readonly isAttached: boolean;
  /** How near it is to the question in meaning, 0 to 1; null where that was not compared. */
  readonly similarity: number | null;
  /** What was taken in place of misspelt words; the same in every passage of a result. */
  readonly corrections: readonly Correction[];
  /** What the question wants, weighed against what the actor may see; the same object in every passage of a result. */
  readonly asked: Needs;
}
