import { Component, OnInit, inject, input, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { User } from '#contracts/users.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { DialogFrame } from '../../../shared/dialogs/dialog-frame.js';
import { Field, FieldInput } from '../../../shared/field.js';
import { newName } from '../../../shared/forms/new-credentials.js';
import { sends } from '../../../shared/forms/submission.js';
import { Note } from '../../../shared/note.js';
import { UsersApi } from './users-api.js';

/** Changes a person’s display name. */
@Component({
  selector: 'cm-name-dialog',
  imports: [DialogFrame, Field, FieldInput, FormField, FormRoot, MatButton, Note],
  template: `
    <cm-dialog-frame heading="Edit name" [busy]="form().submitting()" (closed)="closed.emit()">
      <form id="name-form" [formRoot]="form">
        <cm-field label="Name" hint="The username doesn’t change. This change is recorded in the audit log.">
          <input cmInput [formField]="form.displayName" autocomplete="off" />
        </cm-field>
      </form>
      @if (refusal(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        <button matButton="text" type="button" [disabled]="form().submitting()" (click)="frame().close()">Cancel</button>
        <button matButton="filled" type="submit" form="name-form" [disabled]="form().submitting()">
          {{ form().submitting() ? 'Saving…' : 'Save' }}
        </button>
      </ng-container>
    </cm-dialog-frame>
  `,
})
export class NameDialog implements OnInit {
  private readonly api = inject(UsersApi);

  readonly user = input.required<User>();
  readonly changed = output<User>();
  readonly closed = output();

  protected readonly refusal = signal('');
  protected readonly frame = viewChild.required(DialogFrame);

  private readonly entry = signal({ displayName: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      newName(path.displayName, 'Enter a name.');
    },
    sends(() => this.save()),
  );

  ngOnInit(): void {
    this.entry.set({ displayName: this.user().displayName });
  }

  private async save(): Promise<undefined> {
    this.refusal.set('');
    try {
      const { user } = await this.api.change(this.user().id, { displayName: this.entry().displayName.trim() });
      if (user !== null) this.changed.emit(user);
      this.frame().close();
    } catch (failure) {
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}
