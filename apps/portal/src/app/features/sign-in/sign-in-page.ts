import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';
import { Doors } from '../../core/session/doors.js';
import { Session } from '../../core/session/session.js';
import { setUpFirst } from '../../core/session/set-up-first.js';
import { DoorFrame } from '../../shared/door-frame.js';
import { Field, FieldInput } from '../../shared/field.js';
import { Note } from '../../shared/note.js';
import { PasswordInput } from '../../shared/password-input.js';
import { farewellWords, placeToReturnTo, refusalWords } from './sign-in.rules.js';

@Component({
  selector: 'cm-sign-in-page',
  imports: [DoorFrame, Field, FieldInput, FormField, FormRoot, MatButton, Note, PasswordInput, RouterLink],
  template: `
    <cm-door-frame heading="Sign in">
      <form class="cm-form" [formRoot]="form">
        @if (farewell(); as words) {
          <cm-note>{{ words }}</cm-note>
        }
        <cm-field label="Username">
          <input cmInput [formField]="form.username" autocomplete="username" autocapitalize="none" spellcheck="false" />
        </cm-field>
        <cm-password-input [of]="form.password" />
        @if (codeAsked()) {
          <cm-field label="Code" hint="From your authenticator app, or one of your recovery codes.">
            <input cmInput [formField]="form.code" autocomplete="one-time-code" spellcheck="false" />
          </cm-field>
        }
        @if (refusal(); as words) {
          <cm-note kind="bad">{{ words }}</cm-note>
        }
        <button matButton="filled" class="wide" type="submit" [disabled]="form().submitting()">
          {{ form().submitting() ? 'Signing in…' : 'Sign in' }}
        </button>
      </form>
      @if (doors.open()?.selfRegistration) {
        <p class="cm-aside">No account yet? <a routerLink="/register">Create one</a></p>
      }
    </cm-door-frame>
  `,
})
export class SignInPage {
  protected readonly doors = inject(Doors);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  /** From the address: why the person is here again, and where to go back to. */
  readonly why = input<string>();
  readonly back = input<string>();

  private readonly entry = signal({ username: '', password: '', code: '' });
  protected readonly codeAsked = signal(false);
  protected readonly refusal = signal('');
  protected readonly farewell = computed(() => farewellWords(this.why()));

  protected readonly form = form(
    this.entry,
    (path) => {
      maxLength(path.username, 64, { message: 'A username has at most 64 characters.' });
      required(path.password, { message: 'Please enter your password.' });
    },
    {
      submission: {
        action: async () => this.signIn(),
        onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  constructor() {
    setUpFirst();
  }

  private async signIn(): Promise<undefined> {
    this.refusal.set('');
    const { username, password, code } = this.entry();
    try {
      const me = await this.session.signIn(username.trim(), password, code.trim());
      await this.router.navigateByUrl(me.mustChangePassword ? '/new-password' : placeToReturnTo(this.back()), {
        replaceUrl: true,
      });
    } catch (failure) {
      this.refuse(failure);
    }
    return undefined;
  }

  private refuse(failure: unknown): void {
    if (failure instanceof ApiProblem && failure.code === 'mfa-required' && !this.codeAsked()) {
      this.codeAsked.set(true);
      return;
    }
    this.refusal.set(refusalWords(failure instanceof ApiProblem ? failure : null) ?? wordsFor(failure));
  }
}
