import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Note } from '../../../../shared/note.js';
import type { Imported } from './settings-file.rules.js';

/** What came of reading a file of settings, until it is dismissed. */
@Component({
  selector: 'cm-import-outcome',
  imports: [MatButton, Note],
  template: `
    @if (of(); as read) {
      <cm-note [kind]="'problem' in read || read.skipped.length > 0 ? 'warn' : 'info'">
        @if ('problem' in read) {
          <p i18n>{{ read.problem }} Nothing was changed.</p>
        } @else {
          <p i18n>
            {{ read.edits.length === 1 ? texts.oneValueDiffers : texts.valuesDiffer(read.edits.length) }} and
            {{ read.edits.length === 1 ? 'is' : 'are' }} shown as unsaved changes. {{ read.same }} had the value of the file
            already.
          </p>
          @if (read.skipped.length > 0) {
            <p i18n>Left out:</p>
            <ul>
              @for (each of read.skipped; track each.key) {
                <li>
                  <code>{{ each.key }}</code>: {{ each.why }}
                </li>
              }
            </ul>
          }
        }
        <button i18n matButton="text" type="button" (click)="dismissed.emit()">Dismiss</button>
      </cm-note>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    ul {
      padding-inline-start: var(--space-5);
      list-style: disc;
    }
    code {
      font-family: var(--font-code);
    }
  `,
})
export class ImportOutcome {
  protected readonly texts = {
    oneValueDiffers: $localize`One value differs`,
    valuesDiffer: (length: string | number) => $localize`${length} values differ`,
  };
  readonly of = input.required<Imported | { readonly problem: string }>();
  readonly dismissed = output();
}
