import { Component, ElementRef, afterNextRender, inject, input, linkedSignal, output, viewChild } from '@angular/core';
import { FormField, FormRoot } from '@angular/forms/signals';
import type { Passkey } from '#contracts/auth/factors/passkeys.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { FormFooter } from '../../../shared/forms/form-footer.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, filled } from '../../../shared/forms/text-rules.js';
import { AccountApi } from '../account-api.js';

/** Renames a passkey where it stands. */
@Component({
  selector: 'cm-passkey-name',
  imports: [Field, FieldInput, FormField, FormFooter, FormRoot],
  template: `
    <form class="form" [formRoot]="form.fields" (keydown.escape)="leave()">
      <cm-field i18n-label label="New name">
        <input #name cmInput [formField]="form.fields.name" autocomplete="off" />
      </cm-field>
      <cm-form-footer
        i18n-act
        act="Rename"
        i18n-busy
        busy="Renaming…"
        i18n-cancel
        cancel="Cancel"
        [form]="form"
        (cancelled)="leave()"
      />
    </form>
  `,
  styles: `
    .form {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--space-3);
      --refusal-order: 1;
    }
    cm-field {
      flex: 1 1 12rem;
      min-width: 0;
    }
  `,
})
export class PasskeyName {
  private readonly api = inject(AccountApi);
  private readonly stepUp = inject(StepUp);

  readonly passkey = input.required<Passkey>();
  /** The passkey under its new name, or null when the old one stays. */
  readonly closed = output<Passkey | null>();

  private readonly nameInput = viewChild.required<ElementRef<HTMLInputElement>>('name');
  private readonly entry = linkedSignal(() => ({ name: this.passkey().name }));
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.name, $localize`Enter a name.`);
      atMost(path.name, 100);
    },
    { send: async ({ name }) => this.closed.emit(await this.rename(name.trim())) },
  );

  constructor() {
    afterNextRender(() => this.nameInput().nativeElement.select());
  }

  protected leave(): void {
    if (!this.form.busy()) this.closed.emit(null);
  }

  private async rename(name: string): Promise<Passkey | null> {
    const { id, name: before } = this.passkey();
    return name === before ? null : this.stepUp.around(() => this.api.renamePasskey(id, name));
  }
}
