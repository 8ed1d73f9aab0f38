import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import type { RightsRequest } from '#contracts/rights/requests.js';
import { FormDialog } from '../../shared/dialogs/form-dialog.js';
import { saveAs } from '../../shared/files/save-as.js';
import { Field, FieldInput } from '../../shared/forms/field.js';
import { submitForm } from '../../shared/forms/submit-form.js';
import { wrong } from '../../shared/forms/text-rules.js';
import { encryptionFault } from './request-words.rules.js';
import { RightsApi } from './rights-api.js';

/** Downloads collected data encrypted for its receiver (age): with a passphrase, or for a public key. */
@Component({
  selector: 'cm-encrypt-package-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      i18n-heading
      heading="Download encrypted"
      i18n-act
      act="Download once"
      i18n-busy
      busy="Encrypting…"
      [form]="form"
      (closed)="closed.emit()"
    >
      <p i18n>
        Nobody but its receiver opens the file, with any program that reads age. It can be downloaded once, and nobody can recover
        a forgotten passphrase.
      </p>
      <cm-field i18n-label label="Encrypt">
        <select cmInput [formField]="form.fields.kind">
          <option value="passphrase" i18n>with a passphrase</option>
          <option value="recipient" i18n>for a public key of age</option>
        </select>
      </cm-field>
      <cm-field [label]="isForKey() ? texts.key : texts.passphrase" [hint]="isForKey() ? texts.keyHint : texts.passphraseHint">
        <input cmInput autocomplete="off" spellcheck="false" [formField]="form.fields.value" />
      </cm-field>
    </cm-form-dialog>
  `,
})
export class EncryptPackageDialog {
  protected readonly texts = {
    passphrase: $localize`Passphrase`,
    passphraseHint: $localize`At least 15 characters. Give it to the receiver another way than the file.`,
    key: $localize`Public key`,
    keyHint: $localize`The line that begins with age1.`,
  };
  private readonly api = inject(RightsApi);

  readonly request = input.required<RightsRequest>();
  readonly downloaded = output();
  readonly closed = output();

  private readonly entry = signal<{ kind: 'passphrase' | 'recipient'; value: string }>({ kind: 'passphrase', value: '' });
  protected readonly isForKey = computed(() => this.entry().kind === 'recipient');
  protected readonly form = submitForm(
    this.entry,
    (path) => validate(path.value, ({ value, valueOf }) => wrong(encryptionFault(valueOf(path.kind), value()))),
    {
      send: async ({ kind, value }) => {
        const { id, receivedAt } = this.request();
        const body = kind === 'passphrase' ? { passphrase: value } : { recipient: value.trim() };
        saveAs(await this.api.encryptedPackage(id, body), `personal-data-${receivedAt.slice(0, 10)}.zip.age`);
        this.downloaded.emit();
      },
      explain: ({ code, message }, { value: field }) => (code === 'recipient-invalid' ? { message, field } : undefined),
    },
  );
}
