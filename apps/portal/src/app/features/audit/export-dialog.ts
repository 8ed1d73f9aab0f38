import { Component, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { wordsFor } from '../../core/api/api-problem.js';
import { DialogFrame } from '../../shared/dialogs/dialog-frame.js';
import { FilterChips } from '../../shared/lists/filter-chips.js';
import { Note } from '../../shared/note.js';
import { AuditApi } from './audit-api.js';
import type { AuditFilter } from './audit-filter.rules.js';
import { saveAs } from './save-as.js';

/** Takes the events that are shown out of the house, with their proofs. */
@Component({
  selector: 'cm-export-dialog',
  imports: [DialogFrame, FilterChips, MatButton, Note],
  template: `
    <cm-dialog-frame heading="Export the log" [busy]="busy()" (closed)="closed.emit()">
      <div class="fields">
        <p>Everything that fits the filter goes into one file. The export is recorded with your reason.</p>
        <cm-filter-chips label="Format" [choices]="formats" [(chosen)]="format" />
        <p class="soft">
          {{
            format() === 'jsonl'
              ? 'With proofs: “chatman audit verify --offline” checks the file anywhere, without Chat Man.'
              : 'For a spreadsheet. Formulas are defused; whether it is complete stands in its last line.'
          }}
        </p>
        <label class="details">
          <input type="checkbox" [checked]="details()" (change)="details.set(!details())" />
          <span>Open the sealed details into the file. They can name people.</span>
        </label>
      </div>
      @if (failure(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        <button matButton="text" type="button" [disabled]="busy()" (click)="frame().close()">Not now</button>
        <button matButton="filled" type="button" [disabled]="busy()" (click)="export()">
          {{ busy() ? 'Exporting…' : 'Export' }}
        </button>
      </ng-container>
    </cm-dialog-frame>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-3);
    }
    .soft {
      color: var(--text-soft);
    }
    .details {
      display: flex;
      align-items: flex-start;
      gap: var(--space-3);
      min-height: var(--target);
      cursor: pointer;
    }
    input {
      flex: none;
      width: 1.125rem;
      height: 1.125rem;
      margin: 0.15rem 0 0;
      accent-color: var(--accent);
    }
  `,
})
export class ExportDialog {
  private readonly api = inject(AuditApi);

  readonly filter = input.required<AuditFilter>();
  readonly closed = output();

  protected readonly formats = [
    { value: 'jsonl', words: 'JSON lines, with proofs' },
    { value: 'csv', words: 'CSV' },
  ];
  protected readonly format = signal('jsonl');
  protected readonly details = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly frame = viewChild.required(DialogFrame);

  protected async export(): Promise<void> {
    const format = this.format() === 'csv' ? 'csv' : 'jsonl';
    this.busy.set(true);
    this.failure.set('');
    try {
      saveAs(await this.api.export(this.filter(), format, this.details()), `audit.${format}`);
      this.frame().close();
    } catch (failure) {
      this.failure.set(wordsFor(failure));
    } finally {
      this.busy.set(false);
    }
  }
}
