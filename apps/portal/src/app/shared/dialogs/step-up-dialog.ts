import { Component, computed, inject, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, required, type FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';
import { Session } from '../../core/session/session.js';
import { Field, FieldInput } from '../field.js';
import { Note } from '../note.js';
import { PasswordInput } from '../password-input.js';
import { DialogFrame } from './dialog-frame.js';
import { StepUpApi } from './step-up-api.js';

/** Says again who one is: by a code of the second factor where there is one, or by the password. */
@Component({
  selector: 'cm-step-up-dialog',
  imports: [DialogFrame, Field, FieldInput, FormField, FormRoot, MatButton, Note, PasswordInput],
  template: `
    <cm-dialog-frame heading="Is it you?" [busy]="form().submitting()" (closed)="answered.emit(passed)">
      <form id="step-up-form" class="fields" [formRoot]="form">
        <p>This matters enough to ask once more, so that nobody else does it at your screen. It then holds for five minutes.</p>
        <input
          class="only-for-readers"
          type="text"
          autocomplete="username"
          tabindex="-1"
          aria-hidden="true"
          readonly
          [value]="username()"
        />
        @if (byCode()) {
          <cm-field label="Code from your authenticator app">
            <input cmInput [formField]="form.proof" autocomplete="one-time-code" inputmode="numeric" spellcheck="false" />
          </cm-field>
        } @else {
          <cm-password-input [of]="form.proof" label="Your password" />
        }
        @if (hasCode()) {
          <button matButton="text" class="other" type="button" (click)="other()">
            {{ byCode() ? 'Use the password instead' : 'Use a code instead' }}
          </button>
        }
      </form>
      @if (refusal(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        <button matButton="text" type="button" [disabled]="form().submitting()" (click)="frame().close()">Not now</button>
        <button matButton="filled" type="submit" form="step-up-form" [disabled]="form().submitting()">
          {{ form().submitting() ? 'Checking…' : 'Continue' }}
        </button>
      </ng-container>
    </cm-dialog-frame>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
    }
    .other {
      justify-self: start;
    }
  `,
})
export class StepUpDialog {
  private readonly api = inject(StepUpApi);
  private readonly session = inject(Session);

  /** Whether the person has said who they are. */
  readonly answered = output<boolean>();

  protected readonly hasCode = computed(() => this.session.me()?.mfa.enrolled === true);
  protected readonly byCode = signal(this.hasCode());
  protected readonly username = () => this.session.me()?.username ?? '';
  protected readonly refusal = signal('');
  protected readonly frame = viewChild.required(DialogFrame);
  protected passed = false;

  private readonly entry = signal({ proof: '' });
  protected readonly form = form(this.entry, (path) => required(path.proof, { message: 'Please enter it.' }), {
    submission: {
      action: async () => this.stepUp(),
      onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
    },
  });

  protected other(): void {
    this.byCode.update((byCode) => !byCode);
    this.refusal.set('');
    this.form().reset({ proof: '' });
  }

  private async stepUp(): Promise<undefined | { kind: string; message: string; fieldTree: FieldTree<string> }> {
    this.refusal.set('');
    const { proof } = this.entry();
    try {
      await this.api.stepUp(this.byCode() ? { code: proof.trim() } : { password: proof });
      this.passed = true;
      this.frame().close();
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.code === 'invalid-credentials') {
        const message = this.byCode() ? 'This is not the code of this moment.' : 'This is not your password.';
        return { kind: 'refused', message, fieldTree: this.form.proof };
      }
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}
