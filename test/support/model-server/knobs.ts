/** How the server behaves. Every knob can be turned while it runs, in process or over `PUT /__control/knobs`. */
export interface Knobs {
  /** Names that the server lists and accepts; the first is the one that is "loaded" from the start. */
  models: readonly string[];
  /** What it answers, split into word-like tokens. Null: `tokens` numbered words instead. */
  answer: string | null;
  tokens: number;
  /** Text of the thinking part. Not null also means that the model has the "thinking" capability. */
  thinking: string | null;
  /** Milliseconds before the first token, and between tokens. */
  firstTokenMs: number;
  tokenMs: number;
  /** Requests answered in parallel; the others wait without limit, as with a warm Ollama (OLLAMA_NUM_PARALLEL). */
  parallel: number;
  /** Size of the context window in tokens (4 characters of prompt count as one). */
  contextLength: number;
  /** `Authorization: Bearer …` that must come with each request, or 401. */
  bearer: string | null;

  /** Vendors’ routes only: the key that must come in the vendor’s own header, or 401. */
  apiKey: string | null;

  /** Next requests that get this status immediately, and how many of them (a refused request counts down by one). */
  refusals: number;
  refusalStatus: 400 | 401 | 403 | 404 | 429 | 500 | 503;
  /** What the server says with a refusal; null: what servers usually say. */
  refusalText: string | null;
  /** Destroys the connection after exactly this many bytes of the body. */
  cutAtByte: number | null;
  /** After so many tokens an error line comes, with status 200 and no `done`, then the end. */
  errorAfterTokens: number | null;
  errorText: string;
  /** Gemini only: the prompt is held back by a filter, with status 200 and without an answer. */
  blocked: boolean;
  /** Ends the body properly, but without the closing object or `[DONE]`. */
  endWithoutDone: boolean;
  hang: 'never' | 'before-headers' | 'before-first-token' | 'in-mid-answer';
  /** Status 200 and a web page, as from a captive portal or a wrong port. */
  html: boolean;
  /** A line that is no JSON, before the second token. */
  garbageLine: boolean;
  /** One line of about this many bytes, before the second token. */
  hugeLineBytes: number;
  duplicateDone: boolean;
  gzip: boolean;
  splitEveryByte: boolean;
  /** Lines end in CR LF. */
  crlf: boolean;
  /** OpenAI only: comment lines at this interval while the first token is awaited (0 = none). */
  pingMs: number;
  /** Ollama leaves zero values out; with this the closing object has no counts at all. */
  omitCounts: boolean;
  doneReason: 'stop' | 'length' | 'content_filter' | 'end_turn' | 'max_tokens' | 'refusal';
  /** OpenAI only: the form of the reason. `empty` puts "" into every chunk, `none` leaves it out. */
  finishReason: 'as-usual' | 'empty' | 'none';
  /** OpenAI only: events follow each other without an empty line. */
  singleNewlines: boolean;
  /** The body begins with a byte order mark. */
  bom: boolean;
  /** How the content of a message is written: as text, as a list of parts, or as an object, which is wrong. */
  contentAs: 'text' | 'parts' | 'object';
  /** One object instead of a stream, on one line or over many. */
  wholeJson: 'never' | 'line' | 'pretty';
  /** The model calls a tool instead of saying something. */
  toolCall: boolean;
  /** Whether it lists its models, an empty list, or does not know the call. */
  listing: 'as-usual' | 'empty' | 'missing';
  /** Names of parameters that are refused with 400. */
  refusedParameters: readonly string[];
  /** Ollama only: where the models run that it passes on, as its lists and answers say. Null: here. */
  remoteHost: string | null;
  /** What the server claims to have read of the prompt, to play a cut context. Null: the truth. */
  promptEvalCount: number | null;
  embeddingDimensions: number;
}

export const calmKnobs: Knobs = {
  models: ['llama3.2:3b'],
  answer: null,
  tokens: 12,
  thinking: null,
  firstTokenMs: 0,
  tokenMs: 0,
  parallel: Number.MAX_SAFE_INTEGER,
  contextLength: 8192,
  bearer: null,
  apiKey: null,
  refusals: 0,
  refusalStatus: 503,
  refusalText: null,
  cutAtByte: null,
  errorAfterTokens: null,
  errorText: 'an error was encountered while running the model: CUDA error: out of memory',
  blocked: false,
  endWithoutDone: false,
  hang: 'never',
  html: false,
  garbageLine: false,
  hugeLineBytes: 0,
  duplicateDone: false,
  gzip: false,
  splitEveryByte: false,
  crlf: false,
  pingMs: 0,
  omitCounts: false,
  doneReason: 'stop',
  finishReason: 'as-usual',
  singleNewlines: false,
  bom: false,
  contentAs: 'text',
  wholeJson: 'never',
  toolCall: false,
  listing: 'as-usual',
  refusedParameters: [],
  remoteHost: null,
  promptEvalCount: null,
  embeddingDimensions: 64,
};

/** Tokens as a small model makes them: a word with the space before it, a line break, or single non-Latin characters. */
export function tokensOf(knobs: Knobs): string[] {
  if (knobs.answer === null) return Array.from({ length: knobs.tokens }, (_, index) => (index === 0 ? 'w0' : ` w${index}`));
  return wordsOf(knobs.answer);
}

export function wordsOf(text: string): string[] {
  return text.match(/\s?[\p{Script=Latin}\p{N}'’]+|\s|[^\s]/gu) ?? [];
}

/** The content of a message in the form that the knobs want. */
export function contentOf(text: string, { contentAs }: Knobs): unknown {
  if (contentAs === 'text') return text;
  return contentAs === 'parts' ? [{ type: 'text', text }] : { text };
}
