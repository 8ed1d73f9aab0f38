/** Places [from, to) of the log. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What puts events in order. */
export interface Ordered {
  readonly transaction: string;
  readonly sequence: string;
}

export function keyOf({ transaction, sequence }: Ordered): string {
  return `${transaction}/${sequence}`;
}

export function comesAfter(one: Ordered, other: Ordered): boolean {
  const [a, b] = [BigInt(one.transaction), BigInt(other.transaction)];
  return a > b || (a === b && BigInt(one.sequence) > BigInt(other.sequence));
}

/**
 * Cuts positions into runs in which events are in the order of transaction and number. A log is one such run, until it moves to
 * another database cluster, where transaction ids start over, or the order is changed.
 */
export function ascendingRuns<Place extends Ordered>(places: readonly Place[]): Place[][] {
  const runs: Place[][] = [];
  for (const place of places) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run !== undefined && before !== undefined && comesAfter(place, before)) run.push(place);
    else runs.push([place]);
  }
  return runs;
}

export function isPruned(ranges: readonly Range[], index: number): boolean {
  return ranges.some(({ from, to }) => index >= from && index < to);
}
