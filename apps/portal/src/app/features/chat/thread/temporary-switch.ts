import { Component, model } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../../../shared/icon.js';

/** In the bar of a new conversation: whether it is to be kept. */
@Component({
  selector: 'cm-temporary-switch',
  imports: [Icon, MatButton],
  template: `
    <button matButton="text" type="button" [attr.aria-pressed]="on()" [class.on]="on()" (click)="on.set(!on())">
      <cm-icon [name]="on() ? 'check' : 'clock'" /><span i18n>Temporary</span>
    </button>
  `,
  styles: `
    button {
      --mat-button-text-label-text-color: var(--text-soft);
      --mat-button-text-label-text-size: var(--type-2);
      flex: none;
    }
    .on {
      --mat-button-text-label-text-color: var(--accent);
      background: var(--selected);
    }
    cm-icon {
      --icon-size: 1rem;
      margin-inline-end: var(--space-1);
      vertical-align: -0.2rem;
    }
  `,
})
export class TemporarySwitch {
  readonly on = model.required<boolean>();
}
