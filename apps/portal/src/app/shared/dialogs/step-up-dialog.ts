import { Component, computed, inject, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { StepUp } from '#contracts/auth.js';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';
import { Passkeys } from '../../core/session/passkeys.js';
import { Session } from '../../core/session/session.js';
import { Field, FieldInput } from '../field.js';
import { type FieldRefusal, sends } from '../forms/submission.js';
import { Note } from '../note.js';
import { PasswordInput } from '../password-input.js';
import { DialogFrame } from './dialog-frame.js';
import { StepUpApi } from './step-up-api.js';
import { missingProof, proofWords, proofsOf, type Proof } from './step-up.rules.js';

/** Says again who one is: by a passkey or a code of the second factor where there is one, or by the password. */
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
        @switch (by()) {
          @case ('code') {
            <cm-field label="Code" hint="From your authenticator app, or one of your recovery codes.">
              <input cmInput [formField]="form.proof" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" />
            </cm-field>
          }
          @case ('password') {
            <cm-password-input [of]="form.proof" label="Your password" />
          }
        }
        <div class="others">
          @for (other of others(); track other) {
            <button matButton="text" type="button" [disabled]="form().submitting()" (click)="choose(other)">
              {{ words(other).instead }}
            </button>
          }
        </div>
      </form>
      @if (refusal(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        <button matButton="text" type="button" [disabled]="form().submitting()" (click)="frame().close()">Not now</button>
        <button matButton="filled" type="submit" form="step-up-form" [disabled]="form().submitting()">
          {{ form().submitting() ? words(by()).checking : words(by()).act }}
        </button>
      </ng-container>
    </cm-dialog-frame>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
    }
    .others {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1);
      margin-inline-start: calc(-1 * var(--space-3));
    }
    .others:empty {
      display: none;
    }
  `,
})
export class StepUpDialog {
  private readonly api = inject(StepUpApi);
  private readonly passkeys = inject(Passkeys);
  private readonly session = inject(Session);

  /** Whether the person has said who they are. */
  readonly answered = output<boolean>();

  private readonly proofs = computed(() => proofsOf(this.session.me()?.mfa, this.passkeys.areSupported));
  protected readonly by = signal<Proof>(this.proofs()[0]);
  protected readonly others = computed(() => this.proofs().filter((proof) => proof !== this.by()));
  protected readonly username = () => this.session.me()?.username ?? '';
  protected readonly words = (proof: Proof) => proofWords[proof];
  protected readonly refusal = signal('');
  protected readonly frame = viewChild.required(DialogFrame);
  protected passed = false;

  private readonly entry = signal({ proof: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      validate(path.proof, ({ value }) => {
        const message = missingProof(this.by(), value());
        return message === null ? undefined : { kind: 'missing', message };
      });
    },
    sends(() => this.stepUp()),
  );

  protected choose(proof: Proof): void {
    this.by.set(proof);
    this.refusal.set('');
    this.form().reset({ proof: '' });
  }

  private async stepUp(): Promise<FieldRefusal> {
    this.refusal.set('');
    const by = this.by();
    try {
      await this.api.stepUp(await this.proof(by));
      this.passed = true;
      this.frame().close();
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.code === 'invalid-credentials') {
        if (by !== 'passkey') return { kind: 'refused', message: proofWords[by].refused, fieldTree: this.form.proof };
        this.refusal.set(proofWords[by].refused);
      } else this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }

  private async proof(by: Proof): Promise<StepUp> {
    const { proof } = this.entry();
    if (by === 'passkey') return { passkey: await this.passkeys.prove() };
    return by === 'code' ? { code: proof.trim() } : { password: proof };
  }
}
