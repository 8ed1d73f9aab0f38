import type { LeafRow } from '../tree/tree.entity.js';
import type { HashedEvent, LogReaderRepository } from './log-reader.repository.js';
import { keyOf, type Ordered } from './log-verifier.rules.js';

interface Ahead<Asked, Answer> {
  readonly asked: Asked;
  readonly answer: Promise<Answer>;
}

/** Reads a log page by page, and the next page while this one is being checked: two processors work then instead of one. */
export class ReadAhead {
  private leaves: Ahead<number, LeafRow[]> | null = null;
  private events: Ahead<string, HashedEvent[]> | null = null;

  constructor(
    private readonly reader: LogReaderRepository,
    private readonly pageSize: number,
  ) {}

  /** The places from a number on. */
  async places(from: number): Promise<LeafRow[]> {
    const page = await (this.leaves?.asked === from ? this.leaves.answer : this.reader.leaves(from, this.pageSize));
    const last = page.at(-1);
    this.leaves = last === undefined || page.length < this.pageSize ? null : this.placesAfter(last);
    return page;
  }

  /** The events after one of them, up to the end of a transaction. */
  eventsAfter(after: Ordered, upToTransaction: string): Promise<HashedEvent[]> {
    const ahead = this.events;
    if (ahead?.asked === nameOf(after, upToTransaction)) return ahead.answer;
    return this.reader.hashedEventsAfter(after, upToTransaction, this.pageSize);
  }

  private placesAfter(last: LeafRow): Ahead<number, LeafRow[]> {
    const asked = last.index + 1;
    const answer = this.reader.leaves(asked, this.pageSize);
    answer.then((next) => this.askForEvents(last, next.at(-1))).catch(() => undefined); // the consumer of the page sees the failure
    return { asked, answer };
  }

  private askForEvents(after: LeafRow, upTo: LeafRow | undefined): void {
    if (upTo === undefined) return;
    const answer = this.reader.hashedEventsAfter(after, upTo.transaction, this.pageSize);
    answer.catch(() => undefined);
    this.events = { asked: nameOf(after, upTo.transaction), answer };
  }
}

function nameOf(after: Ordered, upToTransaction: string): string {
  return `${keyOf(after)} ${upToTransaction}`;
}
