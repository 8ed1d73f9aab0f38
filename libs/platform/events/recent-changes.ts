import type { Change } from './live-events.rules.js';

/**
 * The last changes, in the order in which every instance hears them: PostgreSQL delivers notices in the order of commits. So a reader can
 * go on at another instance with the id that it saw last.
 */
export class RecentChanges {
  private changes: Change[] = [];
  /** The id before the first change that is kept: who saw this one has missed nothing that is not here. */
  private before: string;

  constructor(
    private readonly most: number,
    firstId: string,
  ) {
    this.before = firstId;
  }

  get newestId(): string {
    return this.changes.at(-1)?.id ?? this.before;
  }

  add(change: Change): void {
    this.changes.push(change);
    if (this.changes.length <= this.most) return;
    // In one go, since taking the first of a long list away each time costs as much as the list is long.
    const gone = this.changes.splice(0, Math.ceil(this.most / 2));
    this.before = gone.at(-1)!.id;
  }

  /** What came after an event; null where that cannot be told any more. */
  after(id: string): readonly Change[] | null {
    if (id === this.before) return this.changes;
    const at = this.changes.findLastIndex((change) => change.id === id);
    return at === -1 ? null : this.changes.slice(at + 1);
  }

  /** Changes may have been missed: nobody can go on from what is here. */
  forget(firstId: string): void {
    this.changes = [];
    this.before = firstId;
  }
}
