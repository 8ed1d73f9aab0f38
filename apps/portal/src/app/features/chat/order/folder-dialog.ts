import { Component, inject, input, linkedSignal, output, resource } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost } from '../../../shared/forms/text-rules.js';
import { ChatApi } from '../chat-api.js';

/** Asks for a folder: one that exists, or a new one. */
@Component({
  selector: 'cm-folder-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      [heading]="heading()"
      i18n-act
      act="Move"
      i18n-busy
      busy="Moving…"
      [form]="form"
      (closed)="answered.emit(form.sent())"
    >
      <cm-field
        i18n-label
        label="Folder"
        i18n-hint
        hint="Choose a folder or type a new name. Leave it empty to take it out of its folder."
      >
        <input cmInput [formField]="form.fields.folder" list="known-folders" autocomplete="off" dir="auto" />
        <datalist id="known-folders">
          @for (folder of known.value()?.folders; track folder.name) {
            <option [value]="folder.name"></option>
          }
        </datalist>
      </cm-field>
    </cm-form-dialog>
  `,
})
export class FolderDialog {
  private readonly api = inject(ChatApi);

  readonly heading = input.required<string>();
  readonly folder = input('');
  readonly move = input.required<(folder: string | null) => Promise<void>>();
  readonly answered = output<boolean>();

  protected readonly known = resource({ loader: () => this.api.folders() });
  private readonly entry = linkedSignal(() => ({ folder: this.folder() }));
  protected readonly form = submitForm(this.entry, (path) => atMost(path.folder, 100), {
    send: ({ folder }) => this.move()(folder.trim() === '' ? null : folder.trim()),
  });
}
