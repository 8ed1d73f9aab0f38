import { Component, inject, input, output, resource, signal } from '@angular/core';
import { FormRoot, required, validate } from '@angular/forms/signals';
import { SignInMethodsStore } from '../../core/session/sign-in-methods-store.js';
import { Session } from '../../core/session/session.js';
import { StepUp } from '../dialogs/step-up.js';
import { FormFooter } from '../forms/form-footer.js';
import { newPassword } from './new-credentials.js';
import { submitForm } from '../forms/submit-form.js';
import { wrong } from '../forms/text-rules.js';
import { PasswordInput } from './password-input.js';
import { PasswordRules } from './password-rules.js';

/** Changes one's own password; emits `changed` when done. */
@Component({
  selector: 'cm-password-form',
  imports: [FormFooter, FormRoot, PasswordInput, PasswordRules],
  template: `
    <form class="cm-form" [formRoot]="form.fields">
      <input
        class="only-for-readers"
        type="text"
        autocomplete="username"
        tabindex="-1"
        aria-hidden="true"
        readonly
        [value]="username()"
      />
      <cm-password-input [of]="form.fields.currentPassword" [label]="currentLabel()" />
      <cm-password-input [of]="form.fields.newPassword" i18n-label label="New password" autocomplete="new-password" />
      @if (open.hasValue()) {
        <cm-password-rules [policy]="open.value().passwordPolicy" [password]="entry().newPassword" [username]="username()" />
      }
      <cm-form-footer i18n-act act="Change password" i18n-busy busy="Changing your password…" [form]="form" />
    </form>
  `,
})
export class PasswordForm {
  private readonly session = inject(Session);
  private readonly signInMethods = inject(SignInMethodsStore);
  private readonly stepUp = inject(StepUp);

  readonly currentLabel = input($localize`Current password`);
  readonly changed = output();

  protected readonly open = resource({ loader: () => this.signInMethods.known() });
  protected readonly entry = signal({ currentPassword: '', newPassword: '' });
  protected readonly username = () => this.session.me()?.username ?? '';

  protected readonly form = submitForm(
    this.entry,
    (path) => {
      required(path.currentPassword, { message: $localize`Enter your current password.` });
      required(path.newPassword, { message: $localize`Choose a new password.` });
      validate(path.newPassword, ({ value, valueOf }) =>
        wrong(
          value() !== '' && value() === valueOf(path.currentPassword)
            ? $localize`Choose a password that differs from your current one.`
            : null,
        ),
      );
      newPassword(path.newPassword, () => this.signInMethods.open()?.passwordPolicy, { known: this.username });
    },
    {
      send: async ({ currentPassword, newPassword }) => {
        await this.stepUp.around(() => this.session.changePassword(currentPassword, newPassword));
        this.form.reset({ currentPassword: '', newPassword: '' });
        this.changed.emit();
      },
      explain: ({ code }, fields) =>
        code === 'invalid-credentials'
          ? { message: $localize`This is not your current password.`, field: fields.currentPassword }
          : undefined,
    },
  );
}
