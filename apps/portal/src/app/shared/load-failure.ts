import { Component, effect, inject, input, output, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Connection } from '../core/api/connection.js';
import { Note } from './note.js';

/** Shown in place of what failed to load: why, and a way to try again. It retries by itself when the connection is back. */
@Component({
  selector: 'cm-load-failure',
  imports: [MatButton, Note],
  template: `
    <cm-note kind="bad">
      {{ words() }}
      <div class="next"><button i18n matButton="outlined" type="button" (click)="again.emit()">Try again</button></div>
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
