import { Component, ElementRef, afterNextRender, effect, inject, input, signal, untracked, DestroyRef } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Note } from '../note.js';
import type { PagedList } from './paged-list.js';

/** The end of a paged list: loads the next page when scrolled into view, and shows the progress. */
@Component({
  selector: 'cm-list-end',
  imports: [MatButton, Note],
  template: `
    @switch (list().state()) {
      @case ('loading-more') {
        <p i18n class="soft" role="status">Loading more…</p>
      }
      @case ('failed-more') {
        <cm-note kind="bad">
          {{ list().failure() }}
          <div class="next"><button i18n matButton="outlined" type="button" (click)="list().loadMore()">Try again</button></div>
        </cm-note>
      }
      @case ('ready') {
        @if (list().hasMore()) {
          <button i18n matButton="text" type="button" (click)="list().loadMore()">Show more</button>
        } @else if (list().items().length > 0) {
          <p class="soft">{{ all() }}</p>
        }
      }
    }
  `,
  styles: `
    :host {
      display: block;
      min-height: 3rem;
      padding: var(--space-3) 0;
      text-align: center;
    }
    .soft {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    .next {
      margin-top: var(--space-2);
    }
  `,
})
export class ListEnd {
  readonly list = input.required<PagedList<{ readonly id: string }>>();
  /** Shown below the last row. */
  readonly all = input($localize`End of list`);

  private readonly inSight = signal(false);

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const watch = new IntersectionObserver((seen) => this.inSight.set(seen.at(-1)?.isIntersecting === true), {
      rootMargin: '400px',
    });
    afterNextRender(() => watch.observe(host));
    inject(DestroyRef).onDestroy(() => watch.disconnect());
    // A page that added little leaves the end in view: then the next one is loaded as well.
    effect(() => {
      if (this.inSight() && this.list().state() === 'ready' && this.list().hasMore())
        untracked(() => void this.list().loadMore());
    });
  }
}
