import { Component, computed, input } from '@angular/core';
import { Icon, type IconName } from './icon.js';

export type MarkKind = 'good' | 'warn' | 'bad' | 'calm';

const icons: Readonly<Record<MarkKind, IconName>> = { good: 'check', warn: 'clock', bad: 'close', calm: 'dot' };

/** A state in one or two words; never shown by colour alone. */
@Component({
  selector: 'cm-state-mark',
  imports: [Icon],
  template: `<cm-icon [name]="icon()" /><ng-content />`,
  host: { '[class]': 'kind()' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      padding: 0.0625rem var(--space-2) 0.0625rem var(--space-1);
      border-radius: 999px;
      background: var(--sunken);
      color: var(--text-soft);
      font-size: var(--type-2);
      white-space: nowrap;
    }
    cm-icon {
      --icon-size: 1rem;
    }
    :host(.good) {
      background: var(--good-soft);
      color: var(--good);
    }
    :host(.warn) {
      background: var(--warn-soft);
      color: var(--warn);
    }
    :host(.bad) {
      background: var(--bad-soft);
      color: var(--bad);
    }
  `,
})
export class StateMark {
  readonly kind = input<MarkKind>('calm');

  protected readonly icon = computed(() => icons[this.kind()]);
}
