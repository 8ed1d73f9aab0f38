import { Component, inject, signal } from '@angular/core';
import { FormField, FormRoot } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { SignInMethodsStore } from '../../core/session/sign-in-methods-store.js';
import { SessionApi } from '../../core/session/session-api.js';
import { Session } from '../../core/session/session.js';
import { setUpFirst } from '../../core/session/set-up-first.js';
import { SignedOutLayout } from '../../shared/pages/signed-out-layout.js';
import { Field, FieldInput } from '../../shared/forms/field.js';
import { FormFooter } from '../../shared/forms/form-footer.js';
import { NewCredentials, newCredentials, newName } from '../../shared/credentials/new-credentials.js';
import { submitForm } from '../../shared/forms/submit-form.js';

@Component({
  selector: 'cm-register-page',
  imports: [SignedOutLayout, Field, FieldInput, FormField, FormFooter, FormRoot, NewCredentials, RouterLink],
  template: `
    @if (signInMethods.open(); as open) {
      @if (open.selfRegistration) {
        <cm-signed-out-layout
          i18n-heading
          heading="Create an account"
          i18n-lead
          lead="You’ll be able to ask questions and see the documents open to clients."
        >
          <form class="cm-form" [formRoot]="form.fields">
            <cm-field i18n-label label="Your name" i18n-hint hint="Shown in Chat Man.">
              <input cmInput [formField]="form.fields.displayName" autocomplete="name" />
            </cm-field>
            <cm-new-credentials
              [username]="form.fields.username"
              [password]="form.fields.password"
              [policy]="open.passwordPolicy"
            />
            <cm-form-footer i18n-act act="Create account" i18n-busy busy="Creating your account…" wide [form]="form" />
          </form>
          <p i18n class="cm-aside">You have an account? <a routerLink="/sign-in">Sign in</a></p>
        </cm-signed-out-layout>
      } @else {
        <cm-signed-out-layout i18n-heading heading="Ask an administrator for an account">
          <p i18n class="cm-aside">
            Registration is closed here. Please ask an administrator of your organisation for an account.
            <a routerLink="/sign-in">Back to sign-in</a>
          </p>
        </cm-signed-out-layout>
      }
    }
  `,
})
export class RegisterPage {
  protected readonly signInMethods = inject(SignInMethodsStore);
  private readonly api = inject(SessionApi);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly form = submitForm(
    signal({ displayName: '', username: '', password: '' }),
    (path) => {
      newName(path.displayName, $localize`Enter your name.`);
      newCredentials(path, () => this.signInMethods.open()?.passwordPolicy);
    },
    {
      send: async ({ username, password, displayName }) => {
        await this.api.register({ username: username.trim(), password, displayName: displayName.trim() });
        await this.session.enter(username.trim(), password);
        await this.router.navigateByUrl('/chat', { replaceUrl: true });
      },
      // The API does not say whether a name was free; that the sign-in right after it fails does.
      explain: ({ code }) =>
        code === 'invalid-credentials'
          ? { message: $localize`This username is taken. Choose another one, or sign in if it’s yours.` }
          : undefined,
    },
  );

  constructor() {
    setUpFirst();
  }
}
