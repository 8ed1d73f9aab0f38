import { Component, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, maxLength, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Role } from '#contracts/roles.js';
import type { User } from '#contracts/users.js';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { DialogFrame } from '../../../shared/dialogs/dialog-frame.js';
import { Field, FieldInput } from '../../../shared/field.js';
import { Icon } from '../../../shared/icon.js';
import { type FieldRefusal, sends } from '../../../shared/forms/submission.js';
import { Note } from '../../../shared/note.js';
import { RoleChoice } from '../../../shared/role-choice.js';
import { roleWords } from '../../../shared/role-words.rules.js';
import { lastAdminWords, roleChangeConsequences } from './role-change.rules.js';
import { UsersApi, type Changed } from './users-api.js';

/** Gives a person a different role, with a reason. */
@Component({
  selector: 'cm-role-dialog',
  imports: [DialogFrame, Field, FieldInput, FormField, FormRoot, Icon, MatButton, Note, RoleChoice],
  template: `
    <cm-dialog-frame
      [heading]="'Change ' + user().displayName + '’s role'"
      [wide]="true"
      [busy]="form().submitting()"
      (closed)="closed.emit()"
    >
      <form id="role-form" class="fields" [formRoot]="form">
        <p class="now">Current role: {{ roleWords[user().role] }}</p>
        <cm-role-choice legend="New role" [roles]="others()" [(role)]="role" />
        @if (consequences().length > 0) {
          <ul role="list" class="consequences">
            @for (consequence of consequences(); track consequence) {
              <li><cm-icon name="right" />{{ consequence }}</li>
            }
          </ul>
        }
        <cm-field label="Reason" hint="Kept in the audit log. Approvers and auditors can read it.">
          <textarea cmInput rows="2" [formField]="form.reason"></textarea>
        </cm-field>
      </form>
      @if (refusal(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        <button matButton="text" type="button" [disabled]="form().submitting()" (click)="frame().close()">Cancel</button>
        <button matButton="filled" type="submit" form="role-form" [disabled]="form().submitting()">
          {{ form().submitting() ? 'Saving…' : 'Change role' }}
        </button>
      </ng-container>
    </cm-dialog-frame>
  `,
  styles: `
    .fields,
    .consequences {
      display: grid;
      gap: var(--space-4);
    }
    .consequences {
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
  private readonly api = inject(UsersApi);

  readonly user = input.required<User>();
  readonly changed = output<Changed>();
  readonly closed = output();

  protected readonly roleWords = roleWords;
  protected readonly others = computed(() => Role.options.filter((role) => role !== this.user().role));
  protected readonly role = signal<Role | null>(null);
  protected readonly consequences = computed(() => {
    const role = this.role();
    return role === null ? [] : roleChangeConsequences(this.user().role, role);
  });
  protected readonly refusal = signal('');
  protected readonly frame = viewChild.required(DialogFrame);

  private readonly entry = signal({ reason: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      maxLength(path.reason, 500, { message: 'Use at most 500 characters.' });
      validate(path.reason, ({ value }) =>
        value().trim().length < 3 ? { kind: 'missing', message: 'Enter a reason.' } : undefined,
      );
    },
    sends(() => this.change()),
  );

  private async change(): Promise<FieldRefusal> {
    const role = this.role();
    if (role === null) {
      this.refusal.set('Choose a role.');
      return undefined;
    }
    this.refusal.set('');
    try {
      const reason = this.entry().reason.trim();
      this.changed.emit(await this.api.change(this.user().id, { role, reason }));
      this.frame().close();
    } catch (failure) {
      const problem = failure instanceof ApiProblem ? failure : null;
      const aboutReason = problem?.about('reason') ?? null;
      if (aboutReason !== null) return { kind: 'refused', message: aboutReason, fieldTree: this.form.reason };
      this.refusal.set(problem?.code === 'last-admin' ? lastAdminWords : wordsFor(failure));
    }
    return undefined;
  }
}
