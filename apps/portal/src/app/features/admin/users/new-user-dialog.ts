import { Component, inject, output, signal } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import type { Role } from '#contracts/roles.js';
import type { CreatedUser, User } from '#contracts/users.js';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { MakingDialog } from '../../../shared/dialogs/making-dialog.js';
import { Field, FieldInput } from '../../../shared/field.js';
import { newName, newUsername } from '../../../shared/forms/new-credentials.js';
import { type FieldRefusal, sends } from '../../../shared/forms/submission.js';
import { RoleChoice } from '../../../shared/role-choice.js';
import { LinkHandover } from './link-handover.js';
import { UsersApi } from './users-api.js';

/** Creates an account; the person chooses a password with the link shown afterwards. */
@Component({
  selector: 'cm-new-user-dialog',
  imports: [Field, FieldInput, FormField, FormRoot, LinkHandover, MakingDialog, RoleChoice],
  template: `
    <cm-making-dialog
      [heading]="made() === null ? 'New account' : 'Account created'"
      form="new-user-form"
      act="Create account"
      making="Creating the account…"
      [made]="made() !== null"
      [busy]="form().submitting()"
      [refusal]="refusal()"
      (closed)="closed.emit()"
    >
      @if (made(); as made) {
        <cm-link-handover [person]="made.displayName" [link]="made.link" />
      } @else {
        <form id="new-user-form" class="fields" [formRoot]="form">
          <cm-field label="Name" hint="The name colleagues know them by.">
            <input cmInput [formField]="form.displayName" autocomplete="off" />
          </cm-field>
          <cm-field label="Username" hint="Letters, digits and . _ @ + -. It can’t be changed later.">
            <input cmInput [formField]="form.username" autocomplete="off" autocapitalize="none" spellcheck="false" />
          </cm-field>
          <cm-role-choice legend="Role" [roles]="roles" [(role)]="role" />
        </form>
      }
    </cm-making-dialog>
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

  private readonly entry = signal({ displayName: '', username: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      newName(path.displayName, 'Enter a name.');
      newUsername(path.username);
    },
    sends(() => this.create()),
  );

  private async create(): Promise<FieldRefusal> {
    this.refusal.set('');
    const { displayName, username } = this.entry();
    const role = this.role() === 'operations_team' ? 'operations_team' : 'external_client';
    try {
      const { link, ...user } = await this.api.create({ displayName: displayName.trim(), username: username.trim(), role });
      this.made.set({ ...user, link });
      this.created.emit(user);
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.code === 'username-taken') {
        return { kind: 'taken', message: 'This username is already taken.', fieldTree: this.form.username };
      }
      if (failure instanceof ApiProblem && failure.code === 'username-alike') {
        return { kind: 'alike', message: 'A username that looks the same is already taken.', fieldTree: this.form.username };
      }
      if (failure instanceof ApiProblem && failure.code === 'display-name-alike') {
        const message = 'Another account has a name that looks the same but uses different characters.';
        return { kind: 'alike', message, fieldTree: this.form.displayName };
      }
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}
