import { Component, input, linkedSignal, output } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { wrong } from '../../../shared/forms/text-rules.js';
import { tagProblem, tagsIn } from './tags.rules.js';

/** The tags of a conversation, in one line. */
@Component({
  selector: 'cm-tags-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      i18n-heading
      heading="Tags"
      i18n-act
      act="Save"
      i18n-busy
      busy="Saving…"
      [form]="form"
      (closed)="answered.emit(form.sent())"
    >
      <cm-field i18n-label label="Tags" i18n-hint hint="Separate tags with commas.">
        <input cmInput [formField]="form.fields.tags" autocomplete="off" dir="auto" />
      </cm-field>
    </cm-form-dialog>
  `,
})
export class TagsDialog {
  readonly tags = input<readonly string[]>([]);
  readonly save = input.required<(tags: string[]) => Promise<void>>();
  readonly answered = output<boolean>();

  private readonly entry = linkedSignal(() => ({ tags: this.tags().join(', ') }));
  protected readonly form = submitForm(
    this.entry,
    (path) => validate(path.tags, ({ value }) => wrong(tagProblem(tagsIn(value())))),
    { send: ({ tags }) => this.save()(tagsIn(tags)) },
  );
}
