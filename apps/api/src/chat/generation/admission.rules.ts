/** One question that waits for its turn. */
export interface Waiting {
  readonly id: string;
  readonly personId: string;
}

export interface Load {
  /** Answers under way, by person. */
  readonly running: ReadonlyMap<string, number>;
  /** Answers under way of which no token has come yet. */
  readonly unanswered: number;
  /** Answers whose first token came within the last five seconds. */
  readonly recentlyBegun: number;
}

export interface AdmissionLimits {
  readonly parallel: number;
  readonly parallelPerPerson: number;
  readonly unansweredAtModel: number;
  readonly queueTotal: number;
  readonly queuePerPerson: number;
}

export type Entry = 'may-wait' | 'queue-full' | 'too-many-of-this-person';

/** Whether one more question may join the queue (which holds those that are waiting, not those under way). */
export function entryFor(personId: string, queue: readonly Waiting[], limits: AdmissionLimits): Entry {
  if (queue.length >= limits.queueTotal) return 'queue-full';
  const own = queue.reduce((count, waiting) => count + (waiting.personId === personId ? 1 : 0), 0);
  return own >= limits.queuePerPerson ? 'too-many-of-this-person' : 'may-wait';
}

/**
 * Which question goes to the model now, if any. A model server takes any number of requests and then answers them in its own order,
 * so only as many are sent ahead as it lately showed to handle. Of several people who wait, the one with the fewest answers under way
 * is next; between equals, whoever has waited longest.
 */
export function nextAdmitted(queue: readonly Waiting[], load: Load, limits: AdmissionLimits): Waiting | null {
  if (total(load.running) >= limits.parallel) return null;
  if (load.unanswered >= limits.unansweredAtModel + load.recentlyBegun) return null;
  return fairNext(queue, load.running, limits);
}

/** The order in which the queue will be served if nothing else happens: index 0 is next. */
export function fairOrder(queue: readonly Waiting[], running: ReadonlyMap<string, number>): Waiting[] {
  const counts = new Map(running);
  const left = [...queue];
  const order: Waiting[] = [];
  const noLimit = { parallelPerPerson: Number.MAX_SAFE_INTEGER };
  for (let next = fairNext(left, counts, noLimit); next; next = fairNext(left, counts, noLimit)) {
    order.push(next);
    left.splice(left.indexOf(next), 1);
    counts.set(next.personId, (counts.get(next.personId) ?? 0) + 1);
  }
  return order;
}

function fairNext(
  queue: readonly Waiting[],
  running: ReadonlyMap<string, number>,
  limits: Pick<AdmissionLimits, 'parallelPerPerson'>,
): Waiting | null {
  let best: Waiting | null = null;
  let fewest = limits.parallelPerPerson;
  for (const waiting of queue) {
    const count = running.get(waiting.personId) ?? 0;
    if (count < fewest) [best, fewest] = [waiting, count];
  }
  return best;
}

function total(running: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of running.values()) sum += count;
  return sum;
}
