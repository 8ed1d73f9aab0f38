import { Component, input, linkedSignal, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost } from '../../../shared/forms/text-rules.js';

/** What the answers of one conversation take into account, beside what the person wants in all. */
@Component({
  selector: 'cm-instructions-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      i18n-heading
      heading="Instructions for this conversation"
      i18n-act
      act="Save"
      i18n-busy
      busy="Saving…"
      wide
      [form]="form"
      (closed)="answered.emit(form.sent())"
    >
      <cm-field
        i18n-label
        label="Instructions"
        i18n-hint
        hint="From the next answer on, after what you have written under “About me”. Leave it empty to have none."
      >
        <textarea cmInput dir="auto" rows="6" [formField]="form.fields.text"></textarea>
      </cm-field>
    </cm-form-dialog>
  `,
})
export class InstructionsDialog {
  readonly text = input('');
  readonly save = input.required<(text: string | null) => Promise<void>>();
  readonly answered = output<boolean>();

  private readonly entry = linkedSignal(() => ({ text: this.text() }));
  protected readonly form = submitForm(this.entry, (path) => atMost(path.text, 8_000), {
    send: ({ text }) => this.save()(text.trim() === '' ? null : text.trim()),
  });
}
