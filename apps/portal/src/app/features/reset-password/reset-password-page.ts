import { Component, inject, resource, signal } from '@angular/core';
import { FormRoot, form, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';
import { SignInMethodsStore } from '../../core/session/sign-in-methods-store.js';
import { SignedOutLayout } from '../../shared/signed-out-layout.js';
import { type FieldRefusal, sends } from '../../shared/forms/submission.js';
import { newPassword } from '../../shared/forms/new-credentials.js';
import { Note } from '../../shared/note.js';
import { PasswordInput } from '../../shared/password-input.js';
import { PasswordRules } from '../../shared/password-rules.js';
import { ResetPasswordApi } from './reset-password-api.js';
import { resetToken } from './reset-token.rules.js';

/** Where a one-time link from an administrator leads: choosing a password. */
@Component({
  selector: 'cm-reset-password-page',
  imports: [SignedOutLayout, FormRoot, MatButton, Note, PasswordInput, PasswordRules, RouterLink],
  template: `
    @switch (state()) {
      @case ('choosing') {
        <cm-signed-out-layout
          heading="Choose your password"
          lead="This link works once. Nobody else can see the password you choose, not even an administrator."
        >
          <form class="cm-form" [formRoot]="form">
            <cm-password-input [of]="form.newPassword" label="New password" autocomplete="new-password" />
            @if (open.hasValue()) {
              <cm-password-rules [policy]="open.value().passwordPolicy" [password]="entry().newPassword" />
            }
            @if (refusal(); as words) {
              <cm-note kind="bad">{{ words }}</cm-note>
            }
            <button matButton="filled" class="wide" type="submit" [disabled]="form().submitting()">
              {{ form().submitting() ? 'Setting your password…' : 'Set password' }}
            </button>
          </form>
        </cm-signed-out-layout>
      }
      @case ('done') {
        <cm-signed-out-layout
          heading="Password set"
          lead="You’ve been signed out everywhere. Sign in with your new password to continue."
        >
          <div class="cm-form"><a matButton="filled" routerLink="/sign-in">Sign in</a></div>
        </cm-signed-out-layout>
      }
      @case ('spent') {
        <cm-signed-out-layout
          heading="This link no longer works"
          lead="It has already been used, is more than a day old, or is incomplete. Nothing was changed. Ask your administrator for a new one."
        >
          <p class="cm-aside"><a routerLink="/sign-in">Sign in</a></p>
        </cm-signed-out-layout>
      }
    }
  `,
})
export class ResetPasswordPage {
  private readonly api = inject(ResetPasswordApi);
  private readonly signInMethods = inject(SignInMethodsStore);
  private readonly token = takeToken();

  protected readonly state = signal<'choosing' | 'done' | 'spent'>(this.token === null ? 'spent' : 'choosing');
  protected readonly open = resource({ loader: () => this.signInMethods.known() });
  protected readonly entry = signal({ newPassword: '' });
  protected readonly refusal = signal('');

  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.newPassword, { message: 'Choose a password.' });
      newPassword(path.newPassword, () => this.signInMethods.open()?.passwordPolicy, { known: () => '' });
    },
    sends(() => this.reset()),
  );

  private async reset(): Promise<FieldRefusal> {
    this.refusal.set('');
    try {
      await this.api.reset({ token: this.token ?? '', newPassword: this.entry().newPassword });
      this.state.set('done');
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      if (failure.code === 'reset-link-used') this.state.set('spent');
      const aboutPassword = failure.about('newPassword');
      if (aboutPassword !== null) return { kind: 'refused', message: aboutPassword, fieldTree: this.form.newPassword };
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}

/** Removes the secret from the address bar, so that no history or screenshot keeps it. */
function takeToken(): string | null {
  const token = resetToken(location.hash);
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  return token;
}
