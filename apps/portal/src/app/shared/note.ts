import { Component, computed, input } from '@angular/core';
import { Icon, type IconName } from './icon.js';

export type NoteKind = 'info' | 'good' | 'warn' | 'bad';

const icons: Readonly<Record<NoteKind, IconName>> = { info: 'info', good: 'check', warn: 'warn', bad: 'warn' };

/** A short message in the page: what happened, what is safe, what to do. */
@Component({
  selector: 'cm-note',
  imports: [Icon],
  template: `
    <cm-icon [name]="icon()" />
    <div class="words"><ng-content /></div>
  `,
  host: { '[class]': 'kind()', '[attr.role]': 'kind() === "bad" ? "alert" : "status"' },
  styles: `
    :host {
      display: flex;
      gap: var(--space-2);
      padding: var(--space-3);
      border-radius: var(--radius-small);
      background: var(--sunken);
      line-height: var(--leading-control);
    }
    .words {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    cm-icon {
      --icon-size: 1.125rem;
      flex: none;
      margin-top: 0.05rem;
      color: var(--accent);
    }
    :host(.good) {
      background: var(--good-soft);
    }
    :host(.good) cm-icon {
      color: var(--good);
    }
    :host(.warn) {
      background: var(--warn-soft);
    }
    :host(.warn) cm-icon {
      color: var(--warn);
    }
    :host(.bad) {
      background: var(--bad-soft);
    }
    :host(.bad) cm-icon {
      color: var(--bad);
    }
  `,
})
export class Note {
  readonly kind = input<NoteKind>('info');

  protected readonly icon = computed(() => icons[this.kind()]);
}
