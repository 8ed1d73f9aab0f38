import { Component, computed, inject, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, maxLength, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Passkeys } from '../../../core/session/passkeys.js';
import { Session } from '../../../core/session/session.js';
import { DialogFrame } from '../../../shared/dialogs/dialog-frame.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Field, FieldInput } from '../../../shared/field.js';
import { type FieldRefusal, refusalOf, sends } from '../../../shared/forms/submission.js';
import { Note } from '../../../shared/note.js';
import { AccountApi } from '../account-api.js';
import { RecoveryCodesView } from '../recovery-codes.js';

/** Names a new passkey, has the browser make it, and shows the recovery codes that come with a first second factor. */
@Component({
  selector: 'cm-new-passkey-dialog',
  imports: [DialogFrame, Field, FieldInput, FormField, FormRoot, MatButton, Note, RecoveryCodesView],
  template: `
    <cm-dialog-frame
      [heading]="codes() === null ? 'Add a passkey' : 'Your passkey is added'"
      [wide]="codes() !== null"
      [busy]="form().submitting() || codes() !== null"
      (closed)="closed.emit(added())"
    >
      @if (codes(); as codes) {
        <cm-recovery-codes [codes]="codes" [username]="username()" (kept)="frame().close()" />
      } @else {
        <form id="passkey-form" class="fields" [formRoot]="form">
          <p>Name it first. Then the browser asks where to keep it: on this device, on your phone, or on a security key.</p>
          <cm-field label="Name" hint="So that you recognise it later, such as “Phone” or “Key at the office”.">
            <input cmInput [formField]="form.name" autocomplete="off" />
          </cm-field>
        </form>
      }
      @if (refusal(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        @if (codes() === null) {
          <button matButton="text" type="button" [disabled]="form().submitting()" (click)="frame().close()">Not now</button>
          <button matButton="filled" type="submit" form="passkey-form" [disabled]="form().submitting()">
            {{ form().submitting() ? 'Waiting for the browser…' : 'Make the passkey' }}
          </button>
        }
      </ng-container>
    </cm-dialog-frame>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
    }
  `,
})
export class NewPasskeyDialog {
  private readonly api = inject(AccountApi);
  private readonly passkeys = inject(Passkeys);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  /** Whether one was added. */
  readonly closed = output<boolean>();

  protected readonly added = signal(false);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly refusal = signal('');
  protected readonly username = computed(() => this.session.me()?.username ?? '');
  protected readonly frame = viewChild.required(DialogFrame);

  private readonly entry = signal({ name: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      validate(path.name, ({ value }) =>
        value().trim() === '' ? { kind: 'missing', message: 'Please give it a name.' } : undefined,
      );
      maxLength(path.name, 100, { message: 'Please use at most 100 characters.' });
    },
    sends(() => this.add()),
  );

  private async add(): Promise<FieldRefusal> {
    this.refusal.set('');
    try {
      const creation = await this.stepUp.around(() => this.api.beginPasskey());
      const credential = await this.passkeys.create(creation);
      const { recoveryCodes } = await this.stepUp.around(() =>
        this.api.addPasskey({ name: this.entry().name.trim(), credential }),
      );
      this.added.set(true);
      this.codes.set(recoveryCodes);
      if (recoveryCodes === null) this.frame().close();
    } catch (failure) {
      const aboutName = refusalOf(failure, this.form.name, 'name');
      if (aboutName !== undefined) return aboutName;
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}
