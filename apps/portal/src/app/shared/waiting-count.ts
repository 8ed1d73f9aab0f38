import { Component, computed, input } from '@angular/core';

/** How much waits behind a link: a small figure for the eye, words for readers. Nothing when nothing waits. */
@Component({
  selector: 'cm-waiting-count',
  template: `
    @if (count() > 0) {
      <span class="count" aria-hidden="true">{{ figure() }}</span>
      <span class="only-for-readers">{{ count() }} {{ words() }}</span>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .count {
      min-width: 1.25rem;
      margin-inline-start: auto;
      padding: 0 0.3125rem;
      border-radius: 999px;
      background: var(--accent-soft);
      color: var(--accent-strong);
      font-size: var(--type-1);
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      line-height: 1.25rem;
      text-align: center;
    }
  `,
})
export class WaitingCount {
  readonly count = input.required<number>();
  readonly words = input('waiting');

  protected readonly figure = computed(() => (this.count() > 99 ? '99+' : String(this.count())));
}
