import { ElementRef, computed, inject, resource } from '@angular/core';
import { Router } from '@angular/router';
import type { PagedList } from './paged-list.js';

export interface RowSource<Item extends { readonly id: string }> {
  /** From the URL: the row that is open. */
  readonly id: () => string | undefined;
  readonly list: PagedList<Item>;
  /** Where the list is, such as `/admin/users`. */
  readonly path: string | (() => string);
  /** For a URL that names a row which the list does not show. */
  readonly fetch?: (id: string, signal: AbortSignal) => Promise<Item>;
}

/** The row of a list that is open beside it, with an address of its own. Made by the page of the list. */
export class OpenRow<Item extends { readonly id: string }> {
  private readonly router = inject(Router);
  private readonly page = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly id = computed(() => this.source.id());
  private readonly listed = computed(() => this.source.list.items().find((item) => item.id === this.id()));
  private readonly missing = computed(() => {
    const isKnown = this.listed() !== undefined || this.source.list.state() === 'first-load';
    return isKnown || this.source.fetch === undefined ? undefined : this.id();
  });
  private readonly fetched = resource({
    params: () => this.missing(),
    loader: ({ params: id, abortSignal }) => this.source.fetch!(id, abortSignal),
  });

  /** Undefined while it is loading, or when it could not be loaded. */
  readonly item = computed(() => this.listed() ?? (this.fetched.hasValue() ? this.fetched.value() : undefined));
  readonly failure = computed(() => (this.item() === undefined ? this.fetched.error() : undefined));

  constructor(private readonly source: RowSource<Item>) {}

  link(id: string): string[] {
    return [this.path(), id];
  }

  reload(): void {
    this.fetched.reload();
  }

  /** Shows the item as it is now, in the list and beside it. */
  replace(item: Item): void {
    this.source.list.replace(item);
    if (this.missing() === item.id) this.fetched.set(item);
  }

  /** The focus goes back to the link that opened it. */
  async close(): Promise<void> {
    const id = this.id() ?? '';
    await this.router.navigate([this.path()], { queryParamsHandling: 'preserve' });
    this.page.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus();
  }

  private path(): string {
    const { path } = this.source;
    return typeof path === 'string' ? path : path();
  }
}
