import { Component, computed, input, model } from '@angular/core';
import { Icon } from '../icon.js';

/** The head of a column that the list can be ordered by. The API orders, so it is the whole list, not only what is loaded. */
@Component({
  // On the cell itself: that is where `aria-sort` belongs.
  selector: '[cmSortHead]',
  imports: [Icon],
  template: ` <button type="button" class="sort" (click)="turn()"><ng-content /><cm-icon name="below" /></button> `,
  host: { '[attr.aria-sort]': 'direction()', '[class]': 'direction()' },
  styles: `
    .sort {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      min-height: 1.5rem;
      margin: 0;
      padding: 0;
      border: 0;
      border-radius: var(--radius-small);
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
    .sort:hover {
      color: var(--text);
    }
    cm-icon {
      --icon-size: 0.875rem;
      visibility: hidden;
    }
    .sort:is(:hover, :focus-visible) cm-icon,
    :host(:not(.none)) cm-icon {
      visibility: visible;
    }
    :host(.ascending) cm-icon {
      transform: rotate(180deg);
    }
  `,
})
export class SortHead {
  /** The name of the column as the API knows it. */
  readonly cmSortHead = input.required<string>();
  /** The order of the list: the name of a column, with a minus from the other end. */
  readonly order = model.required<string>();

  protected readonly direction = computed(() => {
    if (this.order() === this.cmSortHead()) return 'ascending';
    return this.order() === `-${this.cmSortHead()}` ? 'descending' : 'none';
  });

  /** The newest and latest first; a second time the other way round. */
  protected turn(): void {
    this.order.set(this.direction() === 'descending' ? this.cmSortHead() : `-${this.cmSortHead()}`);
  }
}
