import { Component, ElementRef, afterNextRender, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, maxLength, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Passkey } from '#contracts/passkeys.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Field, FieldInput } from '../../../shared/field.js';
import { type FieldRefusal, refusalOf, sends } from '../../../shared/forms/submission.js';
import { Note } from '../../../shared/note.js';
import { AccountApi } from '../account-api.js';

/** Renames a passkey where it stands. */
@Component({
  selector: 'cm-passkey-name',
  imports: [Field, FieldInput, FormField, FormRoot, MatButton, Note],
  template: `
    <form class="form" [formRoot]="form" (keydown.escape)="leave()">
      <cm-field label="New name">
        <input #name cmInput [formField]="form.name" autocomplete="off" />
      </cm-field>
      <div class="acts">
        <button matButton="text" type="button" [disabled]="form().submitting()" (click)="leave()">Not now</button>
        <button matButton="filled" type="submit" [disabled]="form().submitting()">
          {{ form().submitting() ? 'Renaming…' : 'Rename' }}
        </button>
      </div>
      @if (refusal(); as words) {
        <cm-note class="refusal" kind="bad">{{ words }}</cm-note>
      }
    </form>
  `,
  styles: `
    .form {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--space-3);
    }
    cm-field {
      flex: 1 1 12rem;
      min-width: 0;
    }
    .acts {
      display: flex;
      gap: var(--space-2);
    }
    .refusal {
      flex-basis: 100%;
    }
  `,
})
export class PasskeyName {
  private readonly api = inject(AccountApi);
  private readonly stepUp = inject(StepUp);

  readonly passkey = input.required<Passkey>();
  /** The passkey under its new name, or null when the old one stays. */
  readonly closed = output<Passkey | null>();

  protected readonly refusal = signal('');
  private readonly nameInput = viewChild.required<ElementRef<HTMLInputElement>>('name');
  private readonly entry = linkedSignal(() => ({ name: this.passkey().name }));
  protected readonly form = form(
    this.entry,
    (path) => {
      validate(path.name, ({ value }) =>
        value().trim() === '' ? { kind: 'missing', message: 'Please give it a name.' } : undefined,
      );
      maxLength(path.name, 100, { message: 'Please use at most 100 characters.' });
    },
    sends(() => this.rename()),
  );

  constructor() {
    afterNextRender(() => this.nameInput().nativeElement.select());
  }

  protected leave(): void {
    if (!this.form().submitting()) this.closed.emit(null);
  }

  private async rename(): Promise<FieldRefusal> {
    this.refusal.set('');
    const name = this.entry().name.trim();
    if (name === this.passkey().name) {
      this.closed.emit(null);
      return undefined;
    }
    try {
      this.closed.emit(await this.stepUp.around(() => this.api.renamePasskey(this.passkey().id, name)));
    } catch (failure) {
      const aboutName = refusalOf(failure, this.form.name, 'name');
      if (aboutName !== undefined) return aboutName;
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}
