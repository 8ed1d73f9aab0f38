import { Component, inject, resource, signal } from '@angular/core';
import { FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { SignInMethodsStore } from '../../core/session/sign-in-methods-store.js';
import { SignedOutLayout } from '../../shared/pages/signed-out-layout.js';
import { FormFooter } from '../../shared/forms/form-footer.js';
import { newPassword } from '../../shared/credentials/new-credentials.js';
import { submitForm } from '../../shared/forms/submit-form.js';
import { PasswordInput } from '../../shared/credentials/password-input.js';
import { PasswordRules } from '../../shared/credentials/password-rules.js';
import { ResetPasswordApi } from './reset-password-api.js';
import { resetToken } from './reset-token.rules.js';

/** Where a one-time link from an administrator leads: choosing a password. */
@Component({
  selector: 'cm-reset-password-page',
  imports: [SignedOutLayout, FormFooter, FormRoot, MatButton, PasswordInput, PasswordRules, RouterLink],
  template: `
    @switch (state()) {
      @case ('choosing') {
        <cm-signed-out-layout
          i18n-heading
          heading="Choose your password"
          i18n-lead
          lead="This link works once. Nobody else can see the password you choose, not even an administrator."
        >
          <form class="cm-form" [formRoot]="form.fields">
            <cm-password-input [of]="form.fields.newPassword" i18n-label label="New password" autocomplete="new-password" />
            @if (open.hasValue()) {
              <cm-password-rules [policy]="open.value().passwordPolicy" [password]="entry().newPassword" />
            }
            <cm-form-footer i18n-act act="Set password" i18n-busy busy="Setting your password…" wide [form]="form" />
          </form>
        </cm-signed-out-layout>
      }
      @case ('done') {
        <cm-signed-out-layout
          i18n-heading
          heading="Password set"
          i18n-lead
          lead="You’ve been signed out everywhere. Sign in with your new password to continue."
        >
          <div class="cm-form"><a i18n matButton="filled" routerLink="/sign-in">Sign in</a></div>
        </cm-signed-out-layout>
      }
      @case ('spent') {
        <cm-signed-out-layout
          i18n-heading
          heading="This link no longer works"
          i18n-lead
          lead="It has already been used, is more than a day old, or is incomplete. Nothing was changed. Ask your administrator for a new one."
        >
          <p class="cm-aside"><a i18n routerLink="/sign-in">Sign in</a></p>
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

  protected readonly form = submitForm(
    this.entry,
    (path) => {
      required(path.newPassword, { message: $localize`Choose a password.` });
      newPassword(path.newPassword, () => this.signInMethods.open()?.passwordPolicy, { known: () => '' });
    },
    {
      send: async ({ newPassword }) => {
        await this.api.reset({ token: this.token ?? '', newPassword });
        this.state.set('done');
      },
      explain: ({ code, message }) => {
        if (code !== 'reset-link-used') return undefined;
        this.state.set('spent');
        return { message };
      },
    },
  );
}

/** Removes the secret from the address bar, so that no history or screenshot keeps it. */
function takeToken(): string | null {
  const token = resetToken(location.hash);
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  return token;
}
