import { Component, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, pattern, required, validate, type FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';
import { Doors } from '../../core/session/doors.js';
import { SessionApi } from '../../core/session/session-api.js';
import { Session } from '../../core/session/session.js';
import { setUpFirst } from '../../core/session/set-up-first.js';
import { DoorFrame } from '../../shared/door-frame.js';
import { Field, FieldInput } from '../../shared/field.js';
import { Note } from '../../shared/note.js';
import { PasswordInput } from '../../shared/password-input.js';
import { PasswordRules } from '../../shared/password-rules.js';
import { passwordProblem } from '../../shared/password-rules.rules.js';
import { usernameCharacters } from '../../shared/username.rules.js';

@Component({
  selector: 'cm-register-page',
  imports: [DoorFrame, Field, FieldInput, FormField, FormRoot, MatButton, Note, PasswordInput, PasswordRules, RouterLink],
  template: `
    @if (doors.open(); as open) {
      @if (open.selfRegistration) {
        <cm-door-frame
          heading="Create an account"
          lead="You will be able to ask questions and see the documents that are open to clients."
        >
          <form class="cm-form" [formRoot]="form">
            <cm-field label="Your name" hint="How Chat Man addresses you.">
              <input cmInput [formField]="form.displayName" autocomplete="name" />
            </cm-field>
            <cm-field label="Username" hint="Letters, digits and . _ @ + -">
              <input cmInput [formField]="form.username" autocomplete="username" autocapitalize="none" spellcheck="false" />
            </cm-field>
            <cm-password-input [of]="form.password" autocomplete="new-password" />
            <cm-password-rules [policy]="open.passwordPolicy" [password]="entry().password" [username]="entry().username" />
            @if (refusal(); as words) {
              <cm-note kind="bad">{{ words }}</cm-note>
            }
            <button matButton="filled" class="wide" type="submit" [disabled]="form().submitting()">
              {{ form().submitting() ? 'Creating your account…' : 'Create account' }}
            </button>
          </form>
          <p class="cm-aside">You have an account? <a routerLink="/sign-in">Sign in</a></p>
        </cm-door-frame>
      } @else {
        <cm-door-frame heading="Accounts are given by an administrator">
          <p class="cm-aside">
            Registration is closed here. Please ask an administrator of your organisation for an account.
            <a routerLink="/sign-in">Back to sign-in</a>
          </p>
        </cm-door-frame>
      }
    }
  `,
})
export class RegisterPage {
  protected readonly doors = inject(Doors);
  private readonly api = inject(SessionApi);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly entry = signal({ displayName: '', username: '', password: '' });
  protected readonly refusal = signal('');

  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.displayName, { message: 'Please enter your name.' });
      maxLength(path.displayName, 100, { message: 'A name has at most 100 characters.' });
      required(path.username, { message: 'Please choose a username.' });
      pattern(path.username, usernameCharacters, { message: '3 to 64 letters, digits or . _ @ + -' });
      required(path.password, { message: 'Please choose a password.' });
      validate(path.password, ({ value, valueOf }) => {
        const policy = this.doors.open()?.passwordPolicy;
        const message = policy === undefined ? null : passwordProblem(policy, value(), valueOf(path.username));
        return message === null ? null : { kind: 'weak', message };
      });
    },
    {
      submission: {
        action: async () => this.register(),
        onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  constructor() {
    setUpFirst();
  }

  private async register(): Promise<undefined | { kind: string; message: string; fieldTree: FieldTree<string> }> {
    this.refusal.set('');
    const { username, password, displayName } = this.entry();
    try {
      await this.api.register({ username: username.trim(), password, displayName: displayName.trim() });
      await this.session.enter(username.trim(), password);
      await this.router.navigateByUrl('/chat', { replaceUrl: true });
    } catch (failure) {
      const aboutPassword = failure instanceof ApiProblem ? failure.about('password') : null;
      if (aboutPassword !== null) return { kind: 'refused', message: aboutPassword, fieldTree: this.form.password };
      // The API does not say whether a name was free; that the sign-in right after it fails does.
      const taken = failure instanceof ApiProblem && failure.code === 'invalid-credentials';
      this.refusal.set(taken ? 'This username is taken. Please choose another, or sign in if it is yours.' : wordsFor(failure));
    }
    return undefined;
  }
}
