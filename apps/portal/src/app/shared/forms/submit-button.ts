import { Component, booleanAttribute, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SubmitState } from './submit-form.js';

/**
 * Sends a form. While that takes, the button shows `busy` and a screen reader is told so, but it keeps its name and the focus: what was
 * pressed must not vanish under the person.
 */
@Component({
  selector: 'cm-submit',
  imports: [MatButton],
  template: `
    <button
      matButton="filled"
      type="submit"
      [class.danger]="danger()"
      [class.wide]="wide()"
      [attr.form]="for()"
      [disabled]="form().busy() || disabled()"
      [disabledInteractive]="form().busy()"
    >
      <span [class.only-for-readers]="form().busy()">{{ act() }}</span>
      @if (form().busy()) {
        <span aria-hidden="true">{{ busy() }}</span>
      }
    </button>
    <span class="only-for-readers" role="status">{{ form().busy() ? busy() : '' }}</span>
  `,
  styles: `
    :host {
      display: contents;
    }
    .wide {
      width: 100%;
    }
  `,
})
export class SubmitButton {
  readonly form = input.required<SubmitState>();
  /** What the button does, such as "Create backup", and what it says meanwhile. */
  readonly act = input.required<string>();
  readonly busy = input($localize`One moment…`);
  readonly danger = input(false);
  readonly wide = input(false, { transform: booleanAttribute });
  readonly disabled = input(false);
  /** Id of the form, for a button outside it. */
  readonly for = input<string | null>(null);
}
