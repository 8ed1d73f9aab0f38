import { Component, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Note } from '../../../shared/note.js';

/** The question was typed at an end that others have since moved on from, in another tab or on another device. The person decides where it goes. */
@Component({
  selector: 'cm-moved-on',
  imports: [MatButton, Note],
  template: `
    <cm-note kind="warn"
      ><ng-container i18n
        >This conversation has continued in another tab or on another device. Your question was not sent.
      </ng-container>
      <div class="next">
        <button i18n matButton="filled" type="button" (click)="continued.emit()">Continue from the latest</button>
        <button i18n matButton="outlined" type="button" (click)="branched.emit()">Branch here</button>
      </div>
    </cm-note>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--space-2);
    }
    .next {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-top: var(--space-2);
    }
  `,
})
export class MovedOn {
  readonly continued = output();
  readonly branched = output();
}
