import { Component, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { AuditApi } from '../audit-api.js';
import type { AuditFilter } from '../audit-filter.rules.js';
import { saveAs } from '../../../shared/files/save-as.js';

/** Takes the events that are shown out of the house, with their proofs. */
@Component({
  selector: 'cm-export-dialog',
  imports: [FilterChips, FormDialog, FormField],
  template: `
    <cm-form-dialog
      i18n-heading
      heading="Export the audit log"
      i18n-act
      act="Export"
      i18n-busy
      busy="Exporting…"
      [form]="form"
      (closed)="closed.emit()"
    >
      <p i18n>Everything that fits the filter goes into one file. The export is recorded with your reason.</p>
      <cm-filter-chips i18n-label label="Format" [choices]="formats" [(chosen)]="format" />
      <p class="soft">
        {{ format() === 'jsonl' ? texts.withProofsChatmanAudit : texts.forASpreadsheetFormulas }}
      </p>
      <label class="details">
        <input type="checkbox" [formField]="form.fields.details" />
        <span i18n>Open the sealed details into the file. They can name people.</span>
      </label>
    </cm-form-dialog>
  `,
  styles: `
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
  protected readonly texts = {
    withProofsChatmanAudit: $localize`With proofs. “chatman audit verify --offline” checks the file anywhere, without this installation.`,
    forASpreadsheetFormulas: $localize`For a spreadsheet. Formulas are neutralised, and the last line says whether the file is complete.`,
  };
  private readonly api = inject(AuditApi);

  readonly filter = input.required<AuditFilter>();
  readonly closed = output();

  protected readonly formats = [
    { value: 'jsonl', words: $localize`JSON lines, with proofs` },
    { value: 'csv', words: 'CSV' },
  ];
  protected readonly format = signal('jsonl');

  protected readonly form = submitForm(signal({ details: false }), () => {}, {
    send: async ({ details }) => {
      const format = this.format() === 'csv' ? 'csv' : 'jsonl';
      saveAs(await this.api.export(this.filter(), format, details), `audit.${format}`);
    },
  });
}
