import { Component, input, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Note } from '../note.js';
import { DialogFrame } from './dialog-frame.js';

/** Creates something and shows it once: first the form inside, then the result. */
@Component({
  selector: 'cm-making-dialog',
  imports: [DialogFrame, MatButton, Note],
  template: `
    <cm-dialog-frame [heading]="heading()" [wide]="true" [busy]="busy()" [holds]="made()" (closed)="closed.emit()">
      <ng-content />
      @if (refusal(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        @if (made()) {
          <button matButton="filled" type="button" (click)="frame().close()">Done</button>
        } @else {
          <button matButton="text" type="button" [disabled]="busy()" (click)="frame().close()">Cancel</button>
          <button matButton="filled" type="submit" [attr.form]="form()" [disabled]="busy()">
            {{ busy() ? making() : act() }}
          </button>
        }
      </ng-container>
    </cm-dialog-frame>
  `,
})
export class MakingDialog {
  readonly heading = input.required<string>();
  /** Id of the form inside. */
  readonly form = input.required<string>();
  /** What the button says, before and while it is made. */
  readonly act = input.required<string>();
  readonly making = input.required<string>();
  readonly made = input.required<boolean>();
  readonly busy = input.required<boolean>();
  readonly refusal = input.required<string>();
  readonly closed = output();

  protected readonly frame = viewChild.required(DialogFrame);
}
