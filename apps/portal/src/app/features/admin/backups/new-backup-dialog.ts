import { Component, inject, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, maxLength } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { wordsFor } from '../../../core/api/api-problem.js';
import { DialogFrame } from '../../../shared/dialogs/dialog-frame.js';
import { Field, FieldInput } from '../../../shared/field.js';
import { type FieldRefusal, refusalOf, sends } from '../../../shared/forms/submission.js';
import { Note } from '../../../shared/note.js';
import { BackupsStore } from './backups-store.js';

/** Starts a backup. */
@Component({
  selector: 'cm-new-backup-dialog',
  imports: [DialogFrame, Field, FieldInput, FormField, FormRoot, MatButton, Note],
  template: `
    <cm-dialog-frame heading="Create backup" [busy]="form().submitting()" (closed)="closed.emit()">
      <form id="new-backup-form" class="fields" [formRoot]="form">
        <p>
          An encrypted copy of everything Chat Man stores, at one point in time. People can keep working, and you can leave this
          page.
        </p>
        <cm-field label="Label" hint="Optional, shown in the list. For example, “Before the move”.">
          <input cmInput autocomplete="off" [formField]="form.label" />
        </cm-field>
      </form>
      @if (refusal(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        <button matButton="text" type="button" [disabled]="form().submitting()" (click)="frame().close()">Cancel</button>
        <button matButton="filled" type="submit" form="new-backup-form" [disabled]="form().submitting()">
          {{ form().submitting() ? 'Starting…' : 'Create backup' }}
        </button>
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
export class NewBackupDialog {
  private readonly store = inject(BackupsStore);

  readonly closed = output();

  protected readonly refusal = signal('');
  protected readonly frame = viewChild.required(DialogFrame);

  private readonly entry = signal({ label: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      maxLength(path.label, 80, { message: 'Use at most 80 characters.' });
    },
    sends(() => this.begin()),
  );

  private async begin(): Promise<FieldRefusal> {
    this.refusal.set('');
    try {
      await this.store.make(this.entry().label.trim());
      this.frame().close();
    } catch (failure) {
      const aboutLabel = refusalOf(failure, this.form.label, 'label');
      if (aboutLabel !== undefined) return aboutLabel;
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}
