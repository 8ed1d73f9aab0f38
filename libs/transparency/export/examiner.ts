import { FirstFinding, type Finding } from './finding.js';
import { sameBytes } from '../tree/hashing.js';
import { GrowingTree, type TreeNode } from '../tree/tree.js';

/** One position in the log: its event, and the event that the tree expects there. */
export interface Slot {
  readonly index: number;
  /** Leaf hash computed from the event itself; null when there is no event. */
  readonly found: Buffer | null;
  /** Leaf hash that the tree holds; null when the tree has none. */
  readonly committed: Buffer | null;
  /** Events are committed in the order of transaction and sequence; given, it helps to distinguish a swap from a rewrite. */
  readonly order?: { readonly transaction: bigint; readonly sequence: bigint };
  /** Whether the event was removed by the retention rules, which leave its hash. */
  readonly pruned?: boolean;
}

/** A signed statement about the log. */
export interface Statement {
  readonly size: number;
  readonly root: Buffer;
  /** Whether the signature is valid, by the right key, for this log. */
  readonly authentic: boolean;
  /** A checkpoint is kept beside the log, an anchor away from it. */
  readonly source: 'checkpoint' | 'anchor';
}

export interface Verdict {
  readonly valid: boolean;
  readonly size: number;
  /** Null when a hash is lost and no root can be computed. */
  readonly root: Buffer | null;
  readonly firstBad: Finding | null;
  readonly events: number;
  readonly pruned: number;
  /** Statements that the log bears out. */
  readonly statements: number;
  /** The largest size that an authentic statement bears out. Events after it are recorded but not yet signed for. */
  readonly signedSize: number;
}

/**
 * Reads a log from its first place to its last, statements at their sizes, and says what is first wrong with it.
 * It remembers one hash per set bit of the size and the first finding, so its memory does not depend on the length of the log.
 */
export class LogExaminer {
  readonly #tree: GrowingTree;
  #next: number;
  readonly #first = new FirstFinding();
  /** Whether a hash was lost, so that no later root can be computed. */
  #isBroken = false;
  #trusted: number;
  #suspect: number | null = null;
  #outOfOrder: number | null = null;
  #previous: Slot['order'];
  #ownSize = 0;
  #anchorSize = 0;
  #events = 0;
  #pruned = 0;
  #statements = 0;

  /** Starts at an empty log, or at a tree whose events before it are not part of the examination. */
  constructor(start: GrowingTree = GrowingTree.empty()) {
    this.#tree = start.copy();
    this.#next = start.size;
    this.#trusted = start.size;
  }

  /** The index of the place that is expected next. */
  get next(): number {
    return this.#next;
  }

  get hasFinding(): boolean {
    return this.#first.value !== null;
  }

  /** The root of all places so far; null when a hash among them is lost. */
  get root(): Buffer | null {
    return this.#isBroken ? null : this.#tree.root();
  }

  /**
   * Takes the next position and returns the subtrees that it completes. A caller that meets an index other than `next` reports it by `missing`,
   * `inserted` or `reordered` instead.
   */
  slot(slot: Slot): readonly TreeNode[] {
    const { index, found, committed } = slot;
    if (index !== this.#next) throw new RangeError(`expected place ${this.#next}, not ${index}`);
    this.#next += 1;
    this.#noteOrder(slot);
    if (found !== null) this.#events += 1;
    if (slot.pruned === true && found === null && committed !== null) this.#pruned += 1;
    else this.#first.compare(index, slot);

    const hash = committed ?? found;
    if (hash === null) this.#isBroken = true;
    return this.#isBroken || hash === null ? [] : this.#tree.append(hash);
  }

  /** An event that the tree does not know precedes position `index`. */
  inserted(index: number): void {
    this.#first.report({ kind: 'inserted', index, upTo: index + 1, where: 'event' });
  }

  /** The place `index` comes after later ones. If it was missed before, the order is wrong; if not, it is there twice. */
  late(index: number): void {
    const missed = this.#first.value;
    if (missed?.kind === 'missing' && index >= missed.index && index < missed.upTo)
      this.#first.rename({ ...missed, kind: 'reordered' });
    else this.inserted(index);
  }

  /** Nothing at all is there between the present place and `index`, neither event nor hash. */
  missing(index: number): void {
    if (index <= this.#next) return;
    this.#first.report({ kind: 'missing', index: this.#next, upTo: index, where: 'event' });
    this.#isBroken = true;
    this.#next = index;
  }

  /** The content of the position cannot be decoded. */
  unreadable(index: number, where: Finding['where']): void {
    this.#first.report({ kind: 'altered', index, upTo: index + 1, where });
  }

  /** The stored hash of a subtree over the leaves [from, to) is not the one that its leaves give. */
  brokenSubtree(from: number, to: number): void {
    if (!this.#first.explains(from, to)) this.#first.report({ kind: 'altered', index: from, upTo: to, where: 'tree' });
  }

  /** Statements about the sizes (from, to] were kept once and are gone. */
  lostStatements(from: number, to: number): void {
    this.#first.report({ kind: 'missing', index: from, upTo: Math.max(to, from + 1), where: 'checkpoint' });
  }

  /** Takes a statement about the present size. One about a larger size counts only for the judgement on the length. */
  statement({ size, root, authentic, source }: Statement): void {
    if (source === 'anchor' && authentic) this.#anchorSize = Math.max(this.#anchorSize, size);
    if (source === 'checkpoint' && authentic) this.#ownSize = Math.max(this.#ownSize, size);
    const present = this.root;
    if (size !== this.#next || present === null) return;

    if (!authentic) this.#suspect ??= size;
    else if (sameBytes(root, present)) this.#confirm(size);
    else this.#contradict(size, source);
  }

  finish(): Verdict {
    if (this.#suspect !== null) this.#contradict(this.#suspect, 'checkpoint');
    this.#judgeLength();
    return {
      valid: this.#first.value === null,
      size: this.#next,
      root: this.root,
      firstBad: this.#first.value,
      events: this.#events,
      pruned: this.#pruned,
      statements: this.#statements,
      signedSize: this.#trusted,
    };
  }

  #noteOrder({ index, order }: Slot): void {
    const before = this.#previous;
    if (order !== undefined && before !== undefined && this.#outOfOrder === null) {
      const isLater =
        order.transaction > before.transaction || (order.transaction === before.transaction && order.sequence > before.sequence);
      if (!isLater) this.#noteSwap(index - 1);
    }
    if (order !== undefined) this.#previous = order;
  }

  /** A place whose event comes too late in the order. It explains a contradiction that ended right behind it. */
  #noteSwap(index: number): void {
    this.#outOfOrder = index;
    const contradiction = this.#first.value;
    if (contradiction?.kind !== 'forked' || contradiction.upTo !== index + 1) return;
    this.#first.rename({ kind: 'reordered', index, upTo: contradiction.upTo, where: 'event' });
  }

  #confirm(size: number): void {
    this.#statements += 1;
    if (this.#suspect !== null) {
      this.#first.report({
        kind: 'altered',
        index: this.#trusted,
        upTo: Math.max(this.#suspect, this.#trusted + 1),
        where: 'checkpoint',
      });
      this.#suspect = null;
    }
    this.#trusted = size;
    this.#outOfOrder = null;
  }

  #contradict(size: number, where: 'checkpoint' | 'anchor'): void {
    if (this.#first.explains(this.#trusted, size)) return;
    if (this.#outOfOrder !== null) this.#first.report({ kind: 'reordered', index: this.#outOfOrder, upTo: size, where: 'event' });
    else this.#first.report({ kind: 'forked', index: this.#trusted, upTo: Math.max(size, this.#trusted + 1), where });
  }

  #judgeLength(): void {
    this.#first.end(this.#next);
    const end = this.#next;
    if (this.#ownSize > end) this.#first.report({ kind: 'truncated', index: end, upTo: this.#ownSize, where: 'event' });
    else if (this.#anchorSize > end) this.#first.report({ kind: 'stale', index: end, upTo: this.#anchorSize, where: 'anchor' });
  }
}
