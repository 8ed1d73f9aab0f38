import { Component, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { Incident } from '#contracts/rights/incidents.js';
import { FormDialog } from '../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../shared/forms/field.js';
import { submitForm } from '../../shared/forms/submit-form.js';
import { atMost, filled } from '../../shared/forms/text-rules.js';
import { IncidentsApi } from './incidents-api.js';

/** What was found out or done since, for the register and further phases of the notification. */
@Component({
  selector: 'cm-update-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      i18n-heading
      heading="Add an update"
      i18n-act
      act="Add it"
      i18n-busy
      busy="Adding…"
      [form]="form"
      (closed)="closed.emit()"
    >
      <cm-field
        i18n-label
        label="What was found out or done"
        i18n-hint
        hint="It becomes part of the form of the notification, among the measures."
      >
        <textarea cmInput rows="5" [formField]="form.fields.text"></textarea>
      </cm-field>
    </cm-form-dialog>
  `,
})
export class UpdateDialog {
  private readonly api = inject(IncidentsApi);

  readonly incident = input.required<Incident>();
  readonly saved = output<Incident>();
  readonly closed = output();

  private readonly entry = signal({ text: '' });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.text, $localize`Please say what was found out or done.`, 3);
      atMost(path.text, 8_000);
    },
    { send: async ({ text }) => this.saved.emit(await this.api.update(this.incident().id, text.trim())) },
  );
}
