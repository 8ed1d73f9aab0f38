import { Component, computed, inject, output, signal, viewChild } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Passkeys } from '../../../core/session/passkeys/passkeys.js';
import { Session } from '../../../core/session/session.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, filled } from '../../../shared/forms/text-rules.js';
import { AccountApi } from '../account-api.js';
import { RecoveryCodesView } from '../second-factor/recovery-codes.js';

/** Names a new passkey, has the browser make it, and shows the recovery codes that come with a first second factor. */
@Component({
  selector: 'cm-new-passkey-dialog',
  imports: [Field, FieldInput, FormDialog, FormField, RecoveryCodesView],
  template: `
    <cm-form-dialog
      [heading]="codes() === null ? texts.addAPasskey : texts.yourPasskeyIsAdded"
      i18n-act
      act="Make the passkey"
      i18n-busy
      busy="Waiting for the browser…"
      done=""
      [wide]="codes() !== null"
      [form]="form"
      [hasResult]="codes() !== null"
      (closed)="closed.emit(form.sent())"
    >
      <p i18n>Give it a name. Your browser then asks where to save it: on this device, your phone, or a security key.</p>
      <cm-field i18n-label label="Name" i18n-hint hint="To recognise it later. For example, “Phone” or “Office key”.">
        <input cmInput [formField]="form.fields.name" autocomplete="off" />
      </cm-field>
      @if (codes(); as codes) {
        <cm-recovery-codes dialogResult [codes]="codes" [username]="username()" (kept)="dialog().close()" />
      }
    </cm-form-dialog>
  `,
})
export class NewPasskeyDialog {
  protected readonly texts = {
    addAPasskey: $localize`Add a passkey`,
    yourPasskeyIsAdded: $localize`Your passkey is added`,
  };
  private readonly api = inject(AccountApi);
  private readonly passkeys = inject(Passkeys);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  /** Whether one was added. */
  readonly closed = output<boolean>();

  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly username = computed(() => this.session.me()?.username ?? '');
  protected readonly dialog = viewChild.required(FormDialog);

  protected readonly form = submitForm(
    signal({ name: '' }),
    (path) => {
      filled(path.name, $localize`Enter a name.`);
      atMost(path.name, 100);
    },
    {
      send: async ({ name }) => {
        const creation = await this.stepUp.around(() => this.api.beginPasskey());
        const credential = await this.passkeys.create(creation);
        const { recoveryCodes } = await this.stepUp.around(() => this.api.addPasskey({ name: name.trim(), credential }));
        this.codes.set(recoveryCodes);
      },
    },
  );
}
