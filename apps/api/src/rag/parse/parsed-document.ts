/** What a file can be, by its content. */
export type FileKind =
  | 'text'
  | 'markdown'
  | 'csv'
  | 'html'
  | 'pdf'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'eml'
  | 'msg'
  | 'png'
  | 'jpeg'
  | 'bmp'
  | 'gif'
  | 'webp'
  | 'tiff';

/** Where a page lies in the text of its document, in UTF-16 code units. */
export interface PageSpan {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** The text of a file, as it is cut into passages and quoted. */
export interface ParsedDocument {
  readonly kind: FileKind;
  /** What the file calls itself; null where it does not. */
  readonly title: string | null;
  readonly format: 'markdown' | 'plain';
  readonly text: string;
  /** Empty where the file has no pages. */
  readonly pages: readonly PageSpan[];
  /** Whether text was read from images. */
  readonly isRecognised: boolean;
}

/** How much of everything a parser takes before it refuses. */
export interface ParseLimits {
  readonly pages: number;
  readonly characters: number;
  /** Bytes that an archive may hold when it is unpacked. */
  readonly unpackedBytes: number;
  /** How many times larger than packed a part of an archive may be. */
  readonly ratio: number;
  readonly entries: number;
  /** Elements inside one another. */
  readonly depth: number;
  readonly pixels: number;
  /** Pages and images on which text is recognised. */
  readonly recognisedPages: number;
  /** Whether an image without words in it is taken in all the same: there are models that see it. */
  readonly keepsWordlessImages: boolean;
}

/** Code of a problem in `parse.errors.ts`. */
export type RefusalCode =
  | 'unknown-file-type'
  | 'old-office-format'
  | 'document-damaged'
  | 'document-encrypted'
  | 'too-many-pages'
  | 'too-much-text'
  | 'expands-too-much'
  | 'nested-too-deeply'
  | 'image-too-large'
  | 'encoding-unknown'
  | 'no-text-found'
  | 'parsing-timed-out'
  | 'parsing-needs-too-much-memory';

/** A file that is not taken in, and why. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: RefusalCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

export interface SourceFile {
  readonly bytes: Uint8Array;
  /** As the sender calls it. It decides between kinds of plain text alone. */
  readonly name: string;
}

export type Parser = (
  file: SourceFile,
  limits: ParseLimits,
  onPage: (done: number, total: number) => void,
) => Promise<Omit<ParsedDocument, 'kind'>>;
