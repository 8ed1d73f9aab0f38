import { Component } from '@angular/core';
import { Icon } from '../../../shared/icon.js';
import { staysHereHelp } from './collection-words.rules.js';

/** Says that the text of a collection is never sent to a model provider outside. */
@Component({
  selector: 'cm-stays-here-mark',
  imports: [Icon],
  template: `<span [title]="help"><cm-icon name="lock" /><ng-container i18n>Stays here</ng-container></span>`,
  styles: `
    span {
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
  `,
})
export class StaysHereMark {
  protected readonly help = staysHereHelp;
}
