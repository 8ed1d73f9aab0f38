import { Component, inject, resource, signal } from '@angular/core';
import { FormField, FormRoot, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { wordsFor } from '../../core/api/api-problem.js';
import { SignInMethodsStore } from '../../core/session/sign-in-methods-store.js';
import { SessionApi } from '../../core/session/session-api.js';
import { Session } from '../../core/session/session.js';
import { SignedOutLayout } from '../../shared/pages/signed-out-layout.js';
import { Field, FieldInput } from '../../shared/forms/field.js';
import { FormFooter } from '../../shared/forms/form-footer.js';
import { NewCredentials, newCredentials } from '../../shared/credentials/new-credentials.js';
import { submitForm } from '../../shared/forms/submit-form.js';
import { wrong } from '../../shared/forms/text-rules.js';
import { Note } from '../../shared/note.js';
import { tidySetUpCode } from './set-up.rules.js';

@Component({
  selector: 'cm-set-up-page',
  imports: [SignedOutLayout, Field, FieldInput, FormField, FormFooter, FormRoot, MatButton, NewCredentials, Note, RouterLink],
  template: `
    @if (signInMethods.error(); as failure) {
      <cm-signed-out-layout i18n-heading heading="Set up Chat Man">
        <div class="cm-form">
          <cm-note kind="bad">{{ wordsFor(failure) }}</cm-note>
          <button i18n matButton="filled" type="button" (click)="signInMethods.reload()">Try again</button>
        </div>
      </cm-signed-out-layout>
    } @else if (signInMethods.value(); as open) {
      @if (open.setUpNeeded) {
        <cm-signed-out-layout
          i18n-heading
          heading="Set up Chat Man"
          i18n-lead
          lead="Create the first account. It manages users, models and backups, but can’t read other people’s conversations."
        >
          <form class="cm-form" [formRoot]="form.fields">
            <cm-field
              i18n-label
              label="Set-up code"
              i18n-hint
              hint="Shown in the terminal where Chat Man was started, next to its address. It works once."
            >
              <input
                cmInput
                class="code"
                [formField]="form.fields.code"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
              />
            </cm-field>
            <cm-new-credentials
              [username]="form.fields.username"
              [password]="form.fields.password"
              [policy]="open.passwordPolicy"
            />
            <cm-note kind="warn">
              <p i18n>
                Save the master password before you go on. It is in the file <code>.master_password</code> in the configuration
                directory of the server, or in <code>CHAT_MAN_PASSWORD</code> if you set that. It is not the password of your
                account.
              </p>
              <p i18n>Everything here is encrypted with it: if it is lost, all data is lost, and no backup helps.</p>
              <label class="saved">
                <input type="checkbox" [formField]="form.fields.saved" />
                <span i18n>I have saved the master password away from this machine</span>
              </label>
              @if (form.fields.saved().touched() && form.fields.saved().invalid()) {
                <p class="missing" role="alert">{{ form.fields.saved().errors()[0]?.message }}</p>
              }
            </cm-note>
            <cm-form-footer
              i18n-act
              act="Make the first account"
              i18n-busy
              busy="Creating the first account…"
              wide
              [form]="form"
            />
          </form>
        </cm-signed-out-layout>
      } @else {
        <cm-signed-out-layout
          i18n-heading
          heading="Chat Man is set up"
          i18n-lead
          lead="The first account exists, so the set-up code no longer works."
        >
          <p class="cm-aside"><a i18n routerLink="/sign-in">Go to sign-in</a></p>
        </cm-signed-out-layout>
      }
    }
  `,
  styles: `
    .saved {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-height: var(--target);
      font-weight: 550;
    }
    .saved input {
      flex: none;
      width: 1.25rem;
      height: 1.25rem;
      accent-color: var(--accent);
    }
    .missing {
      color: var(--bad);
    }
    .code {
      font-family: var(--font-code);
      letter-spacing: 0.06em;
      text-transform: uppercase;
    }
  `,
})
export class SetUpPage {
  private readonly store = inject(SignInMethodsStore);
  private readonly api = inject(SessionApi);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly wordsFor = wordsFor;
  protected readonly signInMethods = resource({ loader: () => this.store.known() });

  protected readonly form = submitForm(
    signal({ code: '', username: '', password: '', saved: false }),
    (path) => {
      required(path.code, { message: $localize`Enter the set-up code.` });
      validate(path.code, ({ value }) =>
        wrong(
          value() === '' || tidySetUpCode(value()) !== null
            ? null
            : $localize`A code has three groups of four letters or digits.`,
        ),
      );
      validate(path.saved, ({ value }) => wrong(value() ? null : $localize`Save the master password first, then tick this box.`));
      newCredentials(path, () => this.store.open()?.passwordPolicy);
    },
    {
      send: async ({ code, username, password }) => {
        await this.api.setUp({ code: tidySetUpCode(code) ?? code, username: username.trim(), password });
        this.store.forget();
        await this.session.enter(username.trim(), password);
        await this.router.navigateByUrl('/chat', { replaceUrl: true });
      },
      explain: ({ code }, fields) =>
        code === 'wrong-set-up-code'
          ? {
              message: $localize`That’s not the set-up code. You’ll find it in the terminal where Chat Man was started.`,
              field: fields.code,
            }
          : undefined,
    },
  );
}
