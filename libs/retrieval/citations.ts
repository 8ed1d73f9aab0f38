import { CodeWatch } from './code-watch.js';

/** The id under which a prompt presents the passage at an index: `S1` for the first. Opaque on purpose, and good for one request only. */
export function sourceId(index: number): string {
  return `S${index + 1}`;
}

/** The index that an id refers to, or null if it is none. */
export function sourceIndex(id: string): number | null {
  const number = /^S([1-9]\d{0,3})$/u.exec(id)?.[1];
  return number === undefined ? null : Number(number) - 1;
}

const everything = { has: () => true };

/** The text without marks such as `[S2]`, outside code, and the spaces before them: they belong to the request that it was written for. */
export function withoutSourceMarks(text: string): string {
  const filter = new CitationFilter(everything, { asText: everything });
  const whole = filter.push(text) + filter.end();
  let kept = '';
  let from = 0;
  for (const { id, at } of filter.placed) {
    kept += whole.slice(from, at).replace(/ +$/u, '');
    from = at + id.length + 2;
  }
  return kept + whole.slice(from);
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '【': '】' };
const LONGEST_MARK = 64;
const INNER = String.raw`[ \t]*S\d{1,4}(?:(?:[ \t]*[,;][ \t]*|[ \t]+)S\d{1,4})*[ \t]*`;
const MARK = new RegExp(String.raw`^(?:\[${INNER}\]|\(${INNER}\)|【${INNER}】)$`, 'u');
const MARK_SO_FAR = /^[[(【](?:[ \t,;]|S\d{0,4})*$/u;
const WORD_CHARACTER = /[\p{L}\p{N}_]/u;

/** A citation as it was written into the answer: the mark of the source `id` begins at `at`, in UTF-16 code units. */
export interface PlacedCitation {
  readonly id: string;
  readonly at: number;
}

type Ids = Pick<ReadonlySet<string>, 'has'>;

export interface CitationFilterOptions {
  /** How a citation is written; as `[S1]` by default. */
  readonly write?: (id: string) => string;
  /** The text before this answer, when it continues one. */
  readonly begun?: string;
  /** Ids that the prompt itself has in round or lenticular brackets, as text: there they are no citations. */
  readonly asText?: Ids;
}

/**
 * Passes a streamed answer on and finds the citations in it: `[S2]`, and what models make of it: `【S2】`, `(S2)`, `[S1, S2]`. Nothing
 * else is touched: not in code, not where no such source was given, and never a bare number such as `[18, 65]`. What comes out does not
 * depend on how the answer was cut into deltas.
 */
export class CitationFilter {
  readonly #placed: PlacedCitation[] = [];
  readonly #code = new CodeWatch();
  readonly #write: (id: string) => string;
  readonly #asText: Ids;
  #unknown = 0;
  #length = 0;
  /** What may be the beginning of a mark. */
  #held = '';
  #last = '';

  constructor(
    private readonly known: Ids,
    { write = (id) => `[${id}]`, begun = '', asText = new Set<string>() }: CitationFilterOptions = {},
  ) {
    this.#write = write;
    this.#asText = asText;
    for (const character of begun) this.#code.next(character);
    this.#length = begun.length;
    this.#last = begun.slice(-1);
  }

  /** Every citation so far, in the order of the text. */
  get placed(): readonly PlacedCitation[] {
    return this.#placed;
  }

  /** How many marks name nothing that was given to the model. They stay in the text. */
  get unknown(): number {
    return this.#unknown;
  }

  push(delta: string): string {
    let out = '';
    for (const character of delta) out += this.#take(character, this.#code.next(character));
    return out;
  }

  /** The rest, once the answer has ended. */
  end(): string {
    return this.#release();
  }

  #take(character: string, isCode: boolean): string {
    if (this.#held !== '') return this.#goOn(this.#held + character, character, isCode);
    if (isCode || !this.#mayOpen(character)) return this.#emit(character);
    this.#held = character;
    return '';
  }

  /** A call such as `f(S1)` and an escaped bracket are no marks. */
  #mayOpen(character: string): boolean {
    if (CLOSING[character] === undefined || this.#last === '\\') return false;
    return character !== '(' || !WORD_CHARACTER.test(this.#last);
  }

  #goOn(longer: string, character: string, isCode: boolean): string {
    if (character === CLOSING[longer.charAt(0)] && MARK.test(longer)) return this.#resolve(longer);
    if (longer.length < LONGEST_MARK && MARK_SO_FAR.test(longer)) {
      this.#held = longer;
      return '';
    }
    return this.#release() + this.#take(character, isCode);
  }

  #resolve(mark: string): string {
    this.#held = '';
    const ids = mark.match(/S\d+/gu) ?? [];
    const isAsked = mark.startsWith('[');
    const areKnown = ids.map((id) => this.known.has(id) && (isAsked || !this.#asText.has(id)));
    if (isAsked) this.#unknown += areKnown.filter((isKnown) => !isKnown).length;
    if (!areKnown.includes(true)) return this.#emit(mark);
    return ids.map((id, at) => (areKnown[at] ? this.#cite(id) : this.#emit(`[${id}]`))).join('');
  }

  #cite(id: string): string {
    this.#placed.push({ id, at: this.#length });
    return this.#emit(this.#write(id));
  }

  #release(): string {
    const held = this.#held;
    this.#held = '';
    return held === '' ? '' : this.#emit(held);
  }

  #emit(text: string): string {
    this.#length += text.length;
    this.#last = text.slice(-1);
    return text;
  }
}
