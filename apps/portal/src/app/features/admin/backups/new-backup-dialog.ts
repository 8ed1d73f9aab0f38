import { Component, inject, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost } from '../../../shared/forms/text-rules.js';
import { BackupsStore } from './backups-store.js';

/** Starts a backup. */
@Component({
  selector: 'cm-new-backup-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      i18n-heading
      heading="Create backup"
      i18n-act
      act="Create backup"
      i18n-busy
      busy="Starting…"
      [form]="form"
      (closed)="closed.emit()"
    >
      <p i18n>
        An encrypted copy of everything Chat Man stores, at one point in time. People can keep working, and you can leave this
        page.
      </p>
      <cm-field i18n-label label="Label" i18n-hint hint="Optional, shown in the list. For example, “Before the move”.">
        <input cmInput autocomplete="off" [formField]="form.fields.label" />
      </cm-field>
    </cm-form-dialog>
  `,
})
export class NewBackupDialog {
  private readonly store = inject(BackupsStore);

  readonly closed = output();

  protected readonly form = submitForm(signal({ label: '' }), (path) => atMost(path.label, 80), {
    send: ({ label }) => this.store.make(label.trim()),
  });
}
