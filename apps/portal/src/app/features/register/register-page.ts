import { Component, inject, signal } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';
import { SignInMethodsStore } from '../../core/session/sign-in-methods-store.js';
import { SessionApi } from '../../core/session/session-api.js';
import { Session } from '../../core/session/session.js';
import { setUpFirst } from '../../core/session/set-up-first.js';
import { SignedOutLayout } from '../../shared/signed-out-layout.js';
import { Field, FieldInput } from '../../shared/field.js';
import { type FieldRefusal, refusalOf, sends } from '../../shared/forms/submission.js';
import { NewCredentials, newCredentials, newName } from '../../shared/forms/new-credentials.js';
import { Note } from '../../shared/note.js';

@Component({
  selector: 'cm-register-page',
  imports: [SignedOutLayout, Field, FieldInput, FormField, FormRoot, MatButton, NewCredentials, Note, RouterLink],
  template: `
    @if (signInMethods.open(); as open) {
      @if (open.selfRegistration) {
        <cm-signed-out-layout
          heading="Create an account"
          lead="You will be able to ask questions and see the documents that are open to clients."
        >
          <form class="cm-form" [formRoot]="form">
            <cm-field label="Your name" hint="How Chat Man addresses you.">
              <input cmInput [formField]="form.displayName" autocomplete="name" />
            </cm-field>
            <cm-new-credentials [username]="form.username" [password]="form.password" [policy]="open.passwordPolicy" />
            @if (refusal(); as words) {
              <cm-note kind="bad">{{ words }}</cm-note>
            }
            <button matButton="filled" class="wide" type="submit" [disabled]="form().submitting()">
              {{ form().submitting() ? 'Creating your account…' : 'Create account' }}
            </button>
          </form>
          <p class="cm-aside">You have an account? <a routerLink="/sign-in">Sign in</a></p>
        </cm-signed-out-layout>
      } @else {
        <cm-signed-out-layout heading="Accounts are given by an administrator">
          <p class="cm-aside">
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

  protected readonly entry = signal({ displayName: '', username: '', password: '' });
  protected readonly refusal = signal('');

  protected readonly form = form(
    this.entry,
    (path) => {
      newName(path.displayName, 'Please enter your name.');
      newCredentials(path, () => this.signInMethods.open()?.passwordPolicy);
    },
    sends(() => this.register()),
  );

  constructor() {
    setUpFirst();
  }

  private async register(): Promise<FieldRefusal> {
    this.refusal.set('');
    const { username, password, displayName } = this.entry();
    try {
      await this.api.register({ username: username.trim(), password, displayName: displayName.trim() });
      await this.session.enter(username.trim(), password);
      await this.router.navigateByUrl('/chat', { replaceUrl: true });
    } catch (failure) {
      const aboutPassword = refusalOf(failure, this.form.password, 'password');
      if (aboutPassword !== undefined) return aboutPassword;
      // The API does not say whether a name was free; that the sign-in right after it fails does.
      const taken = failure instanceof ApiProblem && failure.code === 'invalid-credentials';
      this.refusal.set(taken ? 'This username is taken. Please choose another, or sign in if it is yours.' : wordsFor(failure));
    }
    return undefined;
  }
}
