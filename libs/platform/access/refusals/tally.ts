import type { Actor } from '../actor.js';

/** What was counted under one reason and one address or account, in one stretch of time. */
export interface Count {
  readonly reason: string;
  /** The kind of problem (`problemStatuses`). */
  readonly kind: string;
  /** Whose requests they were; null for visitors, and for those beyond that are counted one by one. */
  readonly actor: Pick<Actor, 'id' | 'role'> | null;
  /** Null for the addresses beyond those that are counted one by one; of an account the first one. */
  readonly address: string | null;
  readonly attempts: number;
  readonly first: Date;
  readonly last: Date;
  /** The request id of the first one. */
  readonly requestId: string | undefined;
}

/**
 * Counts by reason and account, or by address without an account. Memory is bounded: everything beyond `most`
 * is counted together.
 */
export class Tally {
  private readonly counts = new Map<string, Count>();

  constructor(private readonly most: number) {}

  get isEmpty(): boolean {
    return this.counts.size === 0;
  }

  add(count: Count): void {
    const own = keyOf(count.reason, count.actor?.id ?? count.address);
    const hasPlace = this.counts.has(own) || this.counts.size < this.most;
    const key = hasPlace ? own : keyOf(count.reason, null);
    const known = this.counts.get(key);
    this.counts.set(key, known ? together(known, count) : hasPlace ? count : { ...count, address: null, actor: null });
  }

  all(): Count[] {
    return [...this.counts.values()];
  }
}

function keyOf(reason: string, who: string | null): string {
  return `${reason} ${who ?? ''}`;
}

function together(one: Count, other: Count): Count {
  return {
    ...one,
    attempts: one.attempts + other.attempts,
    first: one.first < other.first ? one.first : other.first,
    last: one.last > other.last ? one.last : other.last,
  };
}
