import { Component, inject, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, maxLength, pattern, required, type FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Role } from '#contracts/roles.js';
import type { CreatedUser, User } from '#contracts/users.js';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { DialogFrame } from '../../../shared/dialogs/dialog-frame.js';
import { Field, FieldInput } from '../../../shared/field.js';
import { Note } from '../../../shared/note.js';
import { RoleChoice } from '../../../shared/role-choice.js';
import { usernameCharacters } from '../../../shared/username.rules.js';
import { LinkHandover } from './link-handover.js';
import { UsersApi } from './users-api.js';

/** Makes an account; the person chooses the password with the link that comes of it. */
@Component({
  selector: 'cm-new-user-dialog',
  imports: [DialogFrame, Field, FieldInput, FormField, FormRoot, LinkHandover, MatButton, Note, RoleChoice],
  template: `
    <cm-dialog-frame
      [heading]="made() === null ? 'New account' : 'The account is made'"
      [wide]="true"
      [busy]="form().submitting()"
      (closed)="closed.emit()"
    >
      @if (made(); as made) {
        <cm-link-handover [person]="made.displayName" [link]="made.link" />
      } @else {
        <form id="new-user-form" class="fields" [formRoot]="form">
          <cm-field label="Name" hint="As colleagues know the person.">
            <input cmInput [formField]="form.displayName" autocomplete="off" />
          </cm-field>
          <cm-field label="Username" hint="Letters, digits and . _ @ + -; it stays for good.">
            <input cmInput [formField]="form.username" autocomplete="off" autocapitalize="none" spellcheck="false" />
          </cm-field>
          <cm-role-choice legend="Role to begin with" [roles]="roles" [(role)]="role" />
        </form>
      }
      @if (refusal(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        @if (made() === null) {
          <button matButton="text" type="button" [disabled]="form().submitting()" (click)="frame().close()">Not now</button>
          <button matButton="filled" type="submit" form="new-user-form" [disabled]="form().submitting()">
            {{ form().submitting() ? 'Making the account…' : 'Make the account' }}
          </button>
        } @else {
          <button matButton="filled" type="button" (click)="frame().close()">I have it</button>
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
export class NewUserDialog {
  private readonly api = inject(UsersApi);

  readonly created = output<User>();
  readonly closed = output();

  protected readonly roles = ['external_client', 'operations_team'] as const;
  protected readonly role = signal<Role | null>('external_client');
  protected readonly made = signal<CreatedUser | null>(null);
  protected readonly refusal = signal('');
  protected readonly frame = viewChild.required(DialogFrame);

  private readonly entry = signal({ displayName: '', username: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.displayName, { message: 'Please enter the person’s name.' });
      maxLength(path.displayName, 100, { message: 'Please use at most 100 characters.' });
      required(path.username, { message: 'Please choose a username.' });
      pattern(path.username, usernameCharacters, { message: '3 to 64 letters, digits and . _ @ + -' });
    },
    {
      submission: {
        action: async () => this.create(),
        onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  private async create(): Promise<undefined | { kind: string; message: string; fieldTree: FieldTree<string> }> {
    this.refusal.set('');
    const { displayName, username } = this.entry();
    const role = this.role() === 'operations_team' ? 'operations_team' : 'external_client';
    try {
      const { link, ...user } = await this.api.create({ displayName: displayName.trim(), username: username.trim(), role });
      this.made.set({ ...user, link });
      this.created.emit(user);
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.code === 'username-taken') {
        return { kind: 'taken', message: 'Somebody has this username already.', fieldTree: this.form.username };
      }
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}
