import { Component, effect, inject, input, output, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Connection } from '../core/api/connection.js';
import { Note } from './note.js';

/** What stands where something should have been loaded: why not, and the way to try again. When the connection is back it does so by itself. */
@Component({
  selector: 'cm-load-failure',
  imports: [MatButton, Note],
  template: `
    <cm-note kind="bad">
      {{ words() }}
      <div class="next"><button matButton="outlined" type="button" (click)="again.emit()">Try again</button></div>
    </cm-note>
  `,
  styles: `
    .next {
      margin-top: var(--space-2);
    }
  `,
})
export class LoadFailure {
  readonly words = input.required<string>();
  readonly again = output();

  constructor() {
    const connection = inject(Connection);
    let wasAway = false;
    effect(() => {
      const isThere = connection.online();
      if (isThere && wasAway) untracked(() => this.again.emit());
      wasAway = !isThere;
    });
  }
}
