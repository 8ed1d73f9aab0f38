import { Component, inject, output, signal } from '@angular/core';
import { FormField, required } from '@angular/forms/signals';
import type { CreatedUser, User } from '#contracts/auth/people/users.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { newName, newUsername } from '../../../shared/credentials/new-credentials.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { RoleChoice } from '../../../shared/forms/role-choice.js';
import { LinkHandover } from './link-handover.js';
import { UsersApi } from './users-api.js';

type FirstRole = 'external_client' | 'operations_team';

/** Creates an account; the person chooses a password with the link shown afterwards. */
@Component({
  selector: 'cm-new-user-dialog',
  imports: [Field, FieldInput, FormDialog, FormField, LinkHandover, RoleChoice],
  template: `
    <cm-form-dialog
      [heading]="made() === null ? texts.newAccount : texts.accountCreated"
      i18n-act
      act="Create account"
      i18n-busy
      busy="Creating the account…"
      wide
      [form]="form"
      [hasResult]="made() !== null"
      (closed)="closed.emit()"
    >
      <cm-field i18n-label label="Name" i18n-hint hint="The name colleagues know them by.">
        <input cmInput [formField]="form.fields.displayName" autocomplete="off" />
      </cm-field>
      <cm-field i18n-label label="Username" i18n-hint hint="Letters, digits and . _ @ + -. It can’t be changed later.">
        <input cmInput [formField]="form.fields.username" autocomplete="off" autocapitalize="none" spellcheck="false" />
      </cm-field>
      <cm-role-choice i18n-legend legend="Role" [roles]="roles" [formField]="form.fields.role" />
      @if (made(); as made) {
        <cm-link-handover dialogResult [person]="made.displayName" [link]="made.link" />
      }
    </cm-form-dialog>
  `,
})
export class NewUserDialog {
  protected readonly texts = {
    newAccount: $localize`New account`,
    accountCreated: $localize`Account created`,
  };
  private readonly api = inject(UsersApi);

  readonly created = output<User>();
  readonly closed = output();

  protected readonly roles: readonly FirstRole[] = ['external_client', 'operations_team'];
  protected readonly made = signal<CreatedUser | null>(null);

  private readonly entry = signal<{ displayName: string; username: string; role: FirstRole | null }>({
    displayName: '',
    username: '',
    role: 'external_client',
  });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      newName(path.displayName, $localize`Enter a name.`);
      newUsername(path.username);
      required(path.role, { message: $localize`Choose a role.` });
    },
    {
      send: async ({ displayName, username, role }) => {
        const { link, ...user } = await this.api.create({
          displayName: displayName.trim(),
          username: username.trim(),
          role: role!,
        });
        this.made.set({ ...user, link });
        this.created.emit(user);
      },
      explain: ({ code }, { username, displayName }) => {
        switch (code) {
          case 'username-taken':
            return { message: $localize`This username is already taken.`, field: username };
          case 'username-alike':
            return { message: $localize`A username that looks the same is already taken.`, field: username };
          case 'display-name-alike':
            return {
              message: $localize`Another account has a name that looks the same but uses different characters.`,
              field: displayName,
            };
          default:
            return undefined;
        }
      },
    },
  );
}
