/** One chunk that a question reached. */
export interface Hit {
  readonly segment: number;
  readonly chunk: number;
  readonly score: number;
}

/** Keeps the highest-scored of any number of hits in a binary heap whose root is the worst one kept. */
export class Best {
  readonly #heap: Hit[] = [];

  constructor(private readonly limit: number) {}

  offer(segment: number, chunk: number, score: number): void {
    if (this.limit <= 0) return;
    if (this.#heap.length < this.limit) {
      this.#heap.push({ segment, chunk, score });
      this.#rise(this.#heap.length - 1);
      return;
    }
    const worst = this.#heap[0];
    // Chunks come in ascending order, so an equal score never displaces: ties go to the earlier chunk.
    if (worst === undefined || score <= worst.score) return;
    this.#heap[0] = { segment, chunk, score };
    this.#sink();
  }

  /** Best first; equal scores in the order of segments and chunks. */
  ranked(): Hit[] {
    return this.#heap.toSorted(byRank);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#worse(at, parent)) return;
      [heap[at], heap[parent]] = [heap[parent] as Hit, heap[at] as Hit];
      at = parent;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const child = left + 1 < heap.length && this.#worse(left + 1, left) ? left + 1 : left;
      if (!this.#worse(child, at)) return;
      [heap[at], heap[child]] = [heap[child] as Hit, heap[at] as Hit];
      at = child;
    }
  }

  #worse(one: number, other: number): boolean {
    return byRank(this.#heap[one] as Hit, this.#heap[other] as Hit) > 0;
  }
}

function byRank(one: Hit, other: Hit): number {
  return other.score - one.score || one.segment - other.segment || one.chunk - other.chunk;
}
