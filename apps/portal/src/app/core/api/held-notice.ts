import { Component, computed, inject } from '@angular/core';
import { Connection } from './connection.js';

/** Shown while calls wait because too many were sent: how long, and that nobody has to do anything. */
@Component({
  selector: 'cm-held-notice',
  template: `
    <div class="live" role="status">
      @if (seconds(); as left) {
        <p i18n class="held">
          Too many requests. This page continues by itself<span aria-hidden="true">
            in <strong class="left">{{ left }} s</strong></span
          >.
        </p>
      }
    </div>
  `,
  styles: `
    .held {
      position: fixed;
      inset: var(--space-3) 0 auto;
      z-index: 1150;
      width: fit-content;
      max-width: calc(100vw - 2 * var(--space-4));
      margin-inline: auto;
      padding: var(--space-3) var(--space-4);
      border: 1px solid var(--warn);
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--shadow-over);
    }
    .left {
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class HeldNotice {
  private readonly connection = inject(Connection);
  protected readonly seconds = computed(() => Math.ceil(this.connection.heldFor() / 1000));
}
