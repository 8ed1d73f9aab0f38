import { Component, booleanAttribute, effect, input, output, viewChild } from '@angular/core';
import { FormRoot, type FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { SubmitButton } from '../forms/submit-button.js';
import type { SubmitState } from '../forms/submit-form.js';
import { DialogFrame } from './dialog-frame.js';

let made = 0;

/**
 * A dialog around one form. It closes when the form has been sent, and stays open with what was typed if that fails. What can be seen
 * only once, such as a new key, carries `dialogResult` and takes the place of the form when `hasResult` is set.
 */
@Component({
  selector: 'cm-form-dialog',
  imports: [DialogFrame, FormRoot, MatButton, SubmitButton],
  template: `
    <cm-dialog-frame
      [heading]="heading()"
      [wide]="wide()"
      [busy]="form().busy()"
      [holds]="hasResult()"
      [refusal]="form().refusal()"
      [cancel]="hasResult() ? '' : texts.cancel"
      (closed)="closed.emit()"
    >
      @if (hasResult()) {
        <ng-content select="[dialogResult]" />
      } @else {
        <form class="fields" [id]="id" [formRoot]="form().fields"><ng-content /></form>
      }
      <ng-container dialogActs>
        @if (!hasResult()) {
          <cm-submit [form]="form()" [for]="id" [act]="act()" [busy]="busy()" [danger]="danger()" />
        } @else if (done()) {
          <button matButton="filled" type="button" (click)="close()">{{ done() }}</button>
        }
      </ng-container>
    </cm-dialog-frame>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
    }
  `,
})
export class FormDialog {
  protected readonly texts = {
    cancel: $localize`Cancel`,
  };
  readonly heading = input.required<string>();
  readonly form = input.required<SubmitState & { readonly fields: FieldTree<unknown> }>();
  /** The words of the button, before and while the form is sent. */
  readonly act = input.required<string>();
  readonly busy = input($localize`One moment…`);
  readonly danger = input(false);
  readonly wide = input(false, { transform: booleanAttribute });
  readonly hasResult = input(false);
  /** The words of the button under the result; empty where the result has its own, which calls `close()`. */
  readonly done = input($localize`Done`);
  readonly closed = output();

  protected readonly id = `form-dialog-${String(++made)}`;
  private readonly frame = viewChild.required(DialogFrame);

  constructor() {
    effect(() => {
      if (this.form().sent() && !this.hasResult()) this.close();
    });
  }

  close(): void {
    this.frame().close();
  }
}
