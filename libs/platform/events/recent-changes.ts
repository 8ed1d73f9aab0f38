import type { Change } from './live-events.rules.js';

/**
 * The last changes, in the order in which every instance receives them: PostgreSQL delivers notifications in the order of commits. So a reader can
 * resume at another instance with the last id that it saw.
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

  /** The changes after an event; null when they are no longer available. */
  after(id: string): readonly Change[] | null {
    if (id === this.before) return this.changes;
    const at = this.changes.findLastIndex((change) => change.id === id);
    return at === -1 ? null : this.changes.slice(at + 1);
  }

  /** Changes may have been missed: no reader can resume from this buffer. */
  forget(firstId: string): void {
    this.changes = [];
    this.before = firstId;
  }
}
