import { signal } from '@angular/core';
import { wordsFor } from '../../core/api/api-problem.js';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export type PagedListState = 'first-load' | 'ready' | 'loading-more' | 'failed' | 'failed-more';

/** A list that the API gives page by page, behind a cursor. A page may be short, or empty, although more follow. */
export class PagedList<Item extends { readonly id: string }> {
  private readonly loaded = signal<readonly Item[]>([]);
  private readonly stateNow = signal<PagedListState>('first-load');
  private readonly moreToCome = signal(false);
  private readonly lastFailure = signal('');
  private cursor: string | null = null;
  private run = 0;

  readonly items = this.loaded.asReadonly();
  readonly state = this.stateNow.asReadonly();
  readonly hasMore = this.moreToCome.asReadonly();
  readonly failure = this.lastFailure.asReadonly();

  constructor(private readonly fetchPage: (cursor: string | null) => Promise<Page<Item>>) {}

  /** From the beginning. An answer that is still on its way to an older question is dropped. */
  async load(): Promise<void> {
    this.stateNow.set('first-load');
    this.cursor = null;
    this.moreToCome.set(false);
    await this.next(() => [], 'failed');
  }

  async loadMore(): Promise<void> {
    const state = this.stateNow();
    if ((state !== 'ready' && state !== 'failed-more') || !this.moreToCome()) return;
    this.stateNow.set('loading-more');
    await this.next(() => this.loaded(), 'failed-more');
  }

  replace(item: Item): void {
    this.loaded.update((all) => all.map((each) => (each.id === item.id ? item : each)));
  }

  putFirst(item: Item): void {
    this.loaded.update((all) => [item, ...all.filter((each) => each.id !== item.id)]);
  }

  remove(id: string): void {
    this.loaded.update((all) => all.filter((each) => each.id !== id));
  }

  /** `before`: what stays in front of the page, as it is when the page comes. */
  private async next(before: () => readonly Item[], onFailure: PagedListState): Promise<void> {
    const run = ++this.run;
    try {
      const page = await this.fetchPage(this.cursor);
      if (run !== this.run) return;
      const known = new Set(page.items.map((each) => each.id));
      this.loaded.set([...before().filter((each) => !known.has(each.id)), ...page.items]);
      this.cursor = page.nextCursor;
      this.moreToCome.set(page.nextCursor !== null);
      this.stateNow.set('ready');
    } catch (failure) {
      if (run !== this.run) return;
      this.lastFailure.set(wordsFor(failure));
      this.stateNow.set(onFailure);
    }
  }
}
