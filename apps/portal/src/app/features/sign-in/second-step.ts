import { Component, afterNextRender, inject, input, output, signal } from '@angular/core';
import { FormField, FormRoot, minLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';
import { Passkeys } from '../../core/session/passkeys/passkeys.js';
import type { SecondFactor } from '../../core/session/session.js';
import { Field, FieldInput } from '../../shared/forms/field.js';
import { Icon } from '../../shared/icon.js';
import { FormFooter } from '../../shared/forms/form-footer.js';
import { submitForm } from '../../shared/forms/submit-form.js';
import { secondStepWords } from './sign-in.rules.js';

/** After the password, or after single sign-on: a code, or a passkey. */
@Component({
  selector: 'cm-second-step',
  imports: [Field, FieldInput, FormField, FormFooter, FormRoot, Icon, MatButton],
  template: `
    <form class="cm-form" [formRoot]="form.fields">
      <cm-field i18n-label label="Code" i18n-hint hint="From your authenticator app, or one of your recovery codes.">
        <input cmInput [formField]="form.fields.code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" />
      </cm-field>
      <cm-form-footer i18n-act act="Sign in" i18n-busy busy="Signing in…" wide [form]="form" [disabled]="asking()" />
      @if (passkeys.areSupported) {
        <p i18n class="cm-or">or</p>
        <button matButton="outlined" class="wide" type="button" [disabled]="busy()" (click)="usePasskey()">
          <cm-icon name="key" />{{ asking() ? texts.waitingForYourPasskey : texts.useYourPasskey }}
        </button>
      }
    </form>
    <p class="cm-aside">
      <button i18n matButton="text" type="button" [disabled]="busy()" (click)="left.emit()">Start again</button>
    </p>
  `,
})
export class SecondStep {
  protected readonly texts = {
    waitingForYourPasskey: $localize`Waiting for your passkey…`,
    useYourPasskey: $localize`Use your passkey`,
  };
  protected readonly passkeys = inject(Passkeys);

  /** Signs in with the second factor; fails with the API's problem. */
  readonly enter = input.required<(factor: SecondFactor) => Promise<void>>();
  readonly left = output();

  protected readonly asking = signal(false);
  protected readonly busy = () => this.asking() || this.form.busy();

  protected readonly form = submitForm(
    signal({ code: '' }),
    (path) => {
      required(path.code, { message: $localize`Enter the code.` });
      minLength(path.code, 6, { message: $localize`A code has six digits; a recovery code is longer.` });
    },
    {
      send: ({ code }) => this.enter()({ code: code.trim() }),
      explain: (problem, { code }) => {
        const message = wordsAbout(problem, 'code');
        return problem.code === 'invalid-credentials' ? { message, field: code } : { message };
      },
    },
  );

  constructor() {
    afterNextRender(() => this.form.fields.code().focusBoundControl());
  }

  protected async usePasskey(): Promise<void> {
    this.form.refuse('');
    this.asking.set(true);
    try {
      await this.enter()({ passkey: await this.passkeys.prove() });
    } catch (failure) {
      this.form.refuse(wordsAbout(failure, 'passkey'));
    }
    this.asking.set(false);
  }
}

function wordsAbout(failure: unknown, by: 'code' | 'passkey'): string {
  return secondStepWords(failure instanceof ApiProblem ? failure : null, by) ?? wordsFor(failure);
}
