import { Component, afterNextRender, inject, input, output, signal } from '@angular/core';
import { FormField, FormRoot, form, minLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';
import { Passkeys } from '../../core/session/passkeys.js';
import type { SecondFactor } from '../../core/session/session.js';
import { Field, FieldInput } from '../../shared/field.js';
import { Icon } from '../../shared/icon.js';
import { type FieldRefusal, sends } from '../../shared/forms/submission.js';
import { Note } from '../../shared/note.js';
import { secondStepWords } from './sign-in.rules.js';

/** After the password, or after single sign-on: a code, or a passkey. */
@Component({
  selector: 'cm-second-step',
  imports: [Field, FieldInput, FormField, FormRoot, Icon, MatButton, Note],
  template: `
    <form class="cm-form" [formRoot]="form">
      <cm-field label="Code" hint="From your authenticator app, or one of your recovery codes.">
        <input cmInput [formField]="form.code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" />
      </cm-field>
      @if (refusal(); as words) {
        <cm-note kind="bad">{{ words }}</cm-note>
      }
      <button matButton="filled" class="wide" type="submit" [disabled]="busy()">
        {{ form().submitting() ? 'Signing in…' : 'Sign in' }}
      </button>
      @if (passkeys.areSupported) {
        <p class="cm-or">or</p>
        <button matButton="outlined" class="wide" type="button" [disabled]="busy()" (click)="usePasskey()">
          <cm-icon name="key" />{{ asking() ? 'Waiting for your passkey…' : 'Use your passkey' }}
        </button>
      }
    </form>
    <p class="cm-aside"><button matButton="text" type="button" [disabled]="busy()" (click)="left.emit()">Start again</button></p>
  `,
})
export class SecondStep {
  protected readonly passkeys = inject(Passkeys);

  /** Signs in with the second factor; fails with the API's problem. */
  readonly enter = input.required<(factor: SecondFactor) => Promise<void>>();
  readonly left = output();

  protected readonly refusal = signal('');
  protected readonly asking = signal(false);
  protected readonly busy = () => this.asking() || this.form().submitting();

  private readonly entry = signal({ code: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.code, { message: 'Please enter the code.' });
      minLength(path.code, 6, { message: 'A code has six digits; a recovery code is longer.' });
    },
    sends(() => this.useCode()),
  );

  constructor() {
    afterNextRender(() => this.form.code().focusBoundControl());
  }

  protected async usePasskey(): Promise<void> {
    this.refusal.set('');
    this.asking.set(true);
    try {
      await this.enter()({ passkey: await this.passkeys.prove() });
    } catch (failure) {
      this.refusal.set(wordsAbout(failure, 'passkey'));
    }
    this.asking.set(false);
  }

  private async useCode(): Promise<FieldRefusal> {
    this.refusal.set('');
    try {
      await this.enter()({ code: this.entry().code.trim() });
    } catch (failure) {
      const message = wordsAbout(failure, 'code');
      if (failure instanceof ApiProblem && failure.code === 'invalid-credentials')
        return { kind: 'refused', message, fieldTree: this.form.code };
      this.refusal.set(message);
    }
    return undefined;
  }
}

function wordsAbout(failure: unknown, by: 'code' | 'passkey'): string {
  return secondStepWords(failure instanceof ApiProblem ? failure : null, by) ?? wordsFor(failure);
}
