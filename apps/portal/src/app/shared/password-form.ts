import { Component, inject, input, output, resource, signal } from '@angular/core';
import { FormRoot, form, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { ApiProblem, wordsFor } from '../core/api/api-problem.js';
import { SignInMethodsStore } from '../core/session/sign-in-methods-store.js';
import { Session } from '../core/session/session.js';
import { StepUp } from './dialogs/step-up.js';
import { type FieldRefusal, sends } from './forms/submission.js';
import { newPassword } from './forms/new-credentials.js';
import { Note } from './note.js';
import { PasswordInput } from './password-input.js';
import { PasswordRules } from './password-rules.js';

/** Changes one's own password; emits `changed` when done. */
@Component({
  selector: 'cm-password-form',
  imports: [FormRoot, MatButton, Note, PasswordInput, PasswordRules],
  template: `
    <form class="cm-form" [formRoot]="form">
      <input
        class="only-for-readers"
        type="text"
        autocomplete="username"
        tabindex="-1"
        aria-hidden="true"
        readonly
        [value]="username()"
      />
      <cm-password-input [of]="form.currentPassword" [label]="currentLabel()" />
      <cm-password-input [of]="form.newPassword" label="New password" autocomplete="new-password" />
      @if (open.hasValue()) {
        <cm-password-rules [policy]="open.value().passwordPolicy" [password]="entry().newPassword" [username]="username()" />
      }
      @if (refusal(); as words) {
        <cm-note kind="bad">{{ words }}</cm-note>
      }
      <button matButton="filled" type="submit" [disabled]="form().submitting()">
        {{ form().submitting() ? 'Changing your password…' : 'Change password' }}
      </button>
    </form>
  `,
})
export class PasswordForm {
  private readonly session = inject(Session);
  private readonly signInMethods = inject(SignInMethodsStore);
  private readonly stepUp = inject(StepUp);

  readonly currentLabel = input('Current password');
  readonly changed = output();

  protected readonly open = resource({ loader: () => this.signInMethods.known() });
  protected readonly entry = signal({ currentPassword: '', newPassword: '' });
  protected readonly refusal = signal('');
  protected readonly username = () => this.session.me()?.username ?? '';

  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.currentPassword, { message: 'Enter your current password.' });
      required(path.newPassword, { message: 'Choose a new password.' });
      validate(path.newPassword, ({ value, valueOf }) =>
        value() !== '' && value() === valueOf(path.currentPassword)
          ? { kind: 'same', message: 'Choose a password that differs from your current one.' }
          : undefined,
      );
      newPassword(path.newPassword, () => this.signInMethods.open()?.passwordPolicy, { known: this.username });
    },
    sends(() => this.change()),
  );

  private async change(): Promise<FieldRefusal> {
    this.refusal.set('');
    try {
      const { currentPassword, newPassword } = this.entry();
      await this.stepUp.around(() => this.session.changePassword(currentPassword, newPassword));
      this.form().reset({ currentPassword: '', newPassword: '' });
      this.changed.emit();
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      if (failure.code === 'invalid-credentials') {
        return { kind: 'refused', message: 'This is not your current password.', fieldTree: this.form.currentPassword };
      }
      const aboutNew = failure.about('newPassword');
      if (aboutNew !== null) return { kind: 'refused', message: aboutNew, fieldTree: this.form.newPassword };
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}
