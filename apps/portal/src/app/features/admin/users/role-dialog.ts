import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, required } from '@angular/forms/signals';
import { Role } from '#contracts/auth/people/roles.js';
import type { User } from '#contracts/auth/people/users.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { ReasonField, reasonRules } from '../../../shared/forms/reason-field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { Icon } from '../../../shared/icon.js';
import { RoleChoice } from '../../../shared/forms/role-choice.js';
import { roleWords } from '../../../shared/text/role-words.rules.js';
import { lastAdminWords, roleChangeConsequences } from './role-change.rules.js';
import { UsersApi, type Changed } from './users-api.js';

/** Gives a person a different role, with a reason. */
@Component({
  selector: 'cm-role-dialog',
  imports: [FormDialog, FormField, Icon, ReasonField, RoleChoice],
  template: `
    <cm-form-dialog
      [heading]="texts.changeRole(user().displayName)"
      i18n-act
      act="Change role"
      i18n-busy
      busy="Saving…"
      wide
      [form]="form"
      (closed)="closed.emit()"
    >
      <p i18n class="now">Current role: {{ roleWords[user().role] }}</p>
      <cm-role-choice i18n-legend legend="New role" [roles]="others()" [formField]="form.fields.role" />
      @if (consequences().length > 0) {
        <ul role="list" class="consequences">
          @for (consequence of consequences(); track consequence) {
            <li><cm-icon name="right" />{{ consequence }}</li>
          }
        </ul>
      }
      <cm-reason-field i18n-hint hint="Kept in the audit log. Approvers and auditors can read it." [of]="form.fields.reason" />
    </cm-form-dialog>
  `,
  styles: `
    .consequences {
      display: grid;
      gap: var(--space-2);
    }
    .now {
      color: var(--text-soft);
    }
    li {
      display: flex;
      gap: var(--space-2);
    }
    cm-icon {
      --icon-size: 1rem;
      flex: none;
      margin-top: 0.25rem;
      color: var(--text-soft);
    }
  `,
})
export class RoleDialog {
  protected readonly texts = {
    changeRole: (displayName: string | number) => $localize`Change ${displayName}’s role`,
  };
  private readonly api = inject(UsersApi);

  readonly user = input.required<User>();
  readonly changed = output<Changed>();
  readonly closed = output();

  protected readonly roleWords = roleWords;
  protected readonly others = computed(() => Role.options.filter((role) => role !== this.user().role));
  protected readonly consequences = computed(() => {
    const { role } = this.entry();
    return role === null ? [] : roleChangeConsequences(this.user().role, role);
  });

  private readonly entry = signal<{ role: Role | null; reason: string }>({ role: null, reason: '' });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      required(path.role, { message: $localize`Choose a role.` });
      reasonRules(path.reason);
    },
    {
      send: async ({ role, reason }) =>
        this.changed.emit(await this.api.change(this.user().id, { role: role!, reason: reason.trim() })),
      explain: ({ code }) => (code === 'last-admin' ? { message: lastAdminWords } : undefined),
    },
  );
}
