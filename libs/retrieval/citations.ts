/** The id under which a prompt presents the passage at an index: `S1` for the first. Opaque on purpose, and good for one request only. */
export function sourceId(index: number): string {
  return `S${index + 1}`;
}

/** The index that an id stands for, or null if it is none. */
export function sourceIndex(id: string): number | null {
  const number = /^S([1-9]\d{0,3})$/u.exec(id)?.[1];
  return number === undefined ? null : Number(number) - 1;
}

const LONGEST_MARK = 64;
const MARK_SO_FAR = /^\[[S\d,;\s]*$/u;
const MARK = /^\[\s*(?:S?\d{1,4})(?:\s*[,;]\s*S?\d{1,4}|\s+S\d{1,4})*\s*\]$/u;
const WORD_END = /[\p{L}\p{N}_)\]]$/u;

/**
 * Passes a streamed answer on and lets only citations of this request's sources through. `[S2]` stays, `[S1, S2]` becomes `[S1][S2]`, an
 * unknown id or a bare number such as `[7]` is dropped with the spaces before it and counted. Code is left alone, and so is an index
 * such as `rows[0]`. What comes out does not depend on how the answer was cut into deltas.
 */
export class CitationFilter {
  readonly #cited = new Set<string>();
  #dropped = 0;
  /** Spaces, and after them perhaps the beginning of a mark, of which it is not yet known whether they stay. */
  #held = '';
  #last = '';
  /** Backticks of the run being read, and of the run that opened the code we are in (0: not in code). */
  #ticks = 0;
  #fence = 0;

  /** `write` says how a good citation is written: its id as it was by default, or by its rank among those cited, from 1. */
  constructor(
    private readonly known: ReadonlySet<string>,
    private readonly write: (id: string, rank: number) => string = (id) => `[${id}]`,
  ) {}

  /** Ids in the order in which they were first cited. */
  get cited(): readonly string[] {
    return [...this.#cited];
  }

  /** How many marks were taken out because they name nothing that was given to the model. */
  get dropped(): number {
    return this.#dropped;
  }

  push(delta: string): string {
    let out = '';
    for (const character of delta) out += this.#take(character);
    return out;
  }

  /** The rest, once the answer has ended. */
  end(): string {
    return this.#release();
  }

  #take(character: string): string {
    if (character === '`') {
      this.#ticks += 1;
      return this.#release() + this.#emit(character);
    }
    this.#closeTicks();
    if (this.#fence > 0) return this.#emit(character);
    const mark = this.#held.trimStart();
    if (mark !== '') return this.#continueMark(mark, character);
    if (character === ' ' || character === '[') {
      this.#held += character;
      return '';
    }
    return this.#release() + this.#emit(character);
  }

  #continueMark(mark: string, character: string): string {
    const longer = mark + character;
    if (character === ']' && MARK.test(longer)) return this.#resolve(longer);
    if (longer.length < LONGEST_MARK && MARK_SO_FAR.test(longer)) {
      this.#held += character;
      return '';
    }
    return this.#release() + this.#take(character);
  }

  #resolve(mark: string): string {
    const spaces = this.#held.slice(0, this.#held.length - (mark.length - 1));
    const ids = mark.match(/S?\d+/gu) ?? [];
    const isIndex = spaces === '' && !mark.includes('S') && WORD_END.test(this.#last);
    this.#held = '';
    if (isIndex) return this.#emit(mark);
    const good = ids.filter((id) => this.known.has(id));
    this.#dropped += ids.length - good.length;
    for (const id of good) this.#cited.add(id);
    this.#last = '';
    return good.length === 0 ? '' : spaces + good.map((id) => this.write(id, this.cited.indexOf(id) + 1)).join('');
  }

  #closeTicks(): void {
    if (this.#ticks === 0) return;
    if (this.#fence === 0) this.#fence = this.#ticks;
    else if (this.#fence === this.#ticks) this.#fence = 0;
    this.#ticks = 0;
  }

  #release(): string {
    const held = this.#held;
    this.#held = '';
    return held === '' ? '' : this.#emit(held);
  }

  #emit(text: string): string {
    this.#last = text;
    return text;
  }
}
