/** One question that waits in the queue. */
export interface Waiting {
  readonly id: string;
  readonly personId: string;
}

/** What people have had so far. */
export interface Served {
  /** Running answers, by person. */
  readonly running: ReadonlyMap<string, number>;
  /** When each person was last served, as a number that only grows. */
  readonly lastServed: ReadonlyMap<string, number>;
}

export interface Load extends Served {
  /** Running answers without a first token yet. */
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

/** Whether the queue (of waiting questions, not of running ones) takes another question. */
export function entryFor(personId: string, queue: readonly Waiting[], limits: AdmissionLimits): Entry {
  if (queue.length >= limits.queueTotal) return 'queue-full';
  const own = queue.reduce((count, waiting) => count + (waiting.personId === personId ? 1 : 0), 0);
  return own >= limits.queuePerPerson ? 'too-many-of-this-person' : 'may-wait';
}

/**
 * The next question for the model, if any. A model server accepts any number of requests and then answers them in its own order,
 * so only as many are sent ahead as it recently handled. Of several people who wait, the one with the fewest running answers
 * is next; between equals, the one served longest ago; then the one who asked first. So no one waits behind many questions of one person.
 */
export function nextAdmitted(queue: readonly Waiting[], load: Load, limits: AdmissionLimits): Waiting | null {
  if (total(load.running) >= limits.parallel) return null;
  if (load.unanswered >= limits.unansweredAtModel + load.recentlyBegun) return null;
  return fairNext(queue, load, limits);
}

/** The order in which the queue will be served if nothing else happens: index 0 is next. */
export function fairOrder(queue: readonly Waiting[], served: Served): Waiting[] {
  const running = new Map(served.running);
  const lastServed = new Map(served.lastServed);
  let sequence = Math.max(0, ...lastServed.values());
  const left = [...queue];
  const order: Waiting[] = [];
  const noLimit = { parallelPerPerson: Number.MAX_SAFE_INTEGER };
  for (
    let next = fairNext(left, { running, lastServed }, noLimit);
    next;
    next = fairNext(left, { running, lastServed }, noLimit)
  ) {
    order.push(next);
    left.splice(left.indexOf(next), 1);
    running.set(next.personId, (running.get(next.personId) ?? 0) + 1);
    lastServed.set(next.personId, ++sequence);
  }
  return order;
}

function fairNext(queue: readonly Waiting[], served: Served, limits: Pick<AdmissionLimits, 'parallelPerPerson'>): Waiting | null {
  let best: Waiting | null = null;
  for (const waiting of queue) {
    if (runningOf(waiting, served) >= limits.parallelPerPerson) continue;
    if (best === null || goesBefore(waiting, best, served)) best = waiting;
  }
  return best;
}

function goesBefore(one: Waiting, other: Waiting, served: Served): boolean {
  const difference = runningOf(one, served) - runningOf(other, served);
  if (difference !== 0) return difference < 0;
  return (served.lastServed.get(one.personId) ?? 0) < (served.lastServed.get(other.personId) ?? 0);
}

function runningOf({ personId }: Waiting, { running }: Served): number {
  return running.get(personId) ?? 0;
}

function total(running: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of running.values()) sum += count;
  return sum;
}
