import { Component, booleanAttribute, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Note } from '../note.js';
import { SubmitButton } from './submit-button.js';
import type { SubmitState } from './submit-form.js';

/** The end of a form on a page: why it was refused, a way out if there is one, and the button that sends it. */
@Component({
  selector: 'cm-form-footer',
  imports: [MatButton, Note, SubmitButton],
  template: `
    @if (form().refusal(); as words) {
      <cm-note class="refusal" kind="bad">{{ words }}</cm-note>
    }
    <div class="acts" [class.alone]="cancel() === ''">
      @if (cancel()) {
        <button matButton="text" type="button" [disabled]="form().busy()" (click)="cancelled.emit()">{{ cancel() }}</button>
      }
      <cm-submit [form]="form()" [act]="act()" [busy]="busy()" [wide]="wide()" [disabled]="disabled()" />
    </div>
  `,
  styles: `
    :host {
      display: contents;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-2);
    }
    .alone {
      justify-content: flex-start;
    }
    .refusal {
      flex-basis: 100%;
      order: var(--refusal-order, 0);
    }
  `,
})
export class FormFooter {
  readonly form = input.required<SubmitState>();
  readonly act = input.required<string>();
  readonly busy = input($localize`One moment…`);
  /** Over the whole width, on the pages before sign-in. */
  readonly wide = input(false, { transform: booleanAttribute });
  /** Something else is under way that the form has to wait for. */
  readonly disabled = input(false);
  /** The words of the way out; none where there is no such button. */
  readonly cancel = input('');
  readonly cancelled = output();
}
