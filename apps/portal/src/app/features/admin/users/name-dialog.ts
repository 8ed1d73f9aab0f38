import { Component, inject, input, linkedSignal, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { User } from '#contracts/auth/people/users.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { newName } from '../../../shared/credentials/new-credentials.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { UsersApi } from './users-api.js';

/** Changes a person’s display name. */
@Component({
  selector: 'cm-name-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      i18n-heading
      heading="Edit name"
      i18n-act
      act="Save"
      i18n-busy
      busy="Saving…"
      [form]="form"
      (closed)="closed.emit()"
    >
      <cm-field i18n-label label="Name" i18n-hint hint="The username doesn’t change. This change is recorded in the audit log.">
        <input cmInput [formField]="form.fields.displayName" autocomplete="off" />
      </cm-field>
    </cm-form-dialog>
  `,
})
export class NameDialog {
  private readonly api = inject(UsersApi);

  readonly user = input.required<User>();
  readonly changed = output<User>();
  readonly closed = output();

  private readonly entry = linkedSignal(() => ({ displayName: this.user().displayName }));
  protected readonly form = submitForm(this.entry, (path) => newName(path.displayName, $localize`Enter a name.`), {
    send: async ({ displayName }) => {
      const { user } = await this.api.change(this.user().id, { displayName: displayName.trim() });
      if (user !== null) this.changed.emit(user);
    },
  });
}
