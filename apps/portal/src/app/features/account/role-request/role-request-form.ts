import { Component, afterNextRender, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import { FormField, FormRoot, required } from '@angular/forms/signals';
import { privilegedRoles, type AskForRole } from '#contracts/auth/people/users.js';
import type { Role } from '#contracts/auth/people/roles.js';
import { Drafts } from '../../../core/session/drafts/drafts.js';
import { FormFooter } from '../../../shared/forms/form-footer.js';
import { ReasonField, reasonRules } from '../../../shared/forms/reason-field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { RoleChoice } from '../../../shared/forms/role-choice.js';
import { AccountApi } from '../account-api.js';

const askable: readonly AskForRole['role'][] = ['operations_team', 'compliance_officer', 'admin'];

/** Under what the reason is kept while it is not sent. */
export const roleRequestDraft = 'role-request';

/** Which role, and why. */
@Component({
  selector: 'cm-role-request-form',
  imports: [FormField, FormFooter, FormRoot, ReasonField, RoleChoice],
  template: `
    <form class="form" [formRoot]="form.fields">
      <cm-role-choice #choice i18n-legend legend="Which role do you need?" [roles]="roles()" [formField]="form.fields.role" />
      @if (takesTwo()) {
        <p i18n class="cm-soft">This role can see or decide things about other people, so two people must approve it.</p>
      }
      <cm-reason-field
        i18n-label
        label="Why do you need it?"
        i18n-hint
        hint="The administrators who decide can read this."
        [rows]="3"
        [of]="form.fields.reason"
      />
      <cm-form-footer
        i18n-act
        act="Send the request"
        i18n-busy
        busy="Sending…"
        i18n-cancel
        cancel="Cancel"
        [form]="form"
        (cancelled)="leave()"
      />
    </form>
  `,
  styles: `
    .form {
      display: grid;
      gap: var(--space-4);
    }
  `,
})
export class RoleRequestForm {
  private readonly api = inject(AccountApi);
  private readonly drafts = inject(Drafts);

  readonly current = input.required<Role>();
  readonly made = output();
  readonly left = output();

  protected readonly roles = computed(() => askable.filter((role) => role !== this.current()));
  protected readonly takesTwo = computed(() => privilegedRoles.some((role) => role === this.entry().role));
  private readonly choice = viewChild.required<RoleChoice<Role>>('choice');

  private readonly entry = signal<{ role: AskForRole['role'] | null; reason: string }>({
    role: null,
    reason: this.drafts.of(roleRequestDraft),
  });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      required(path.role, { message: $localize`Choose a role.` });
      reasonRules(path.reason, $localize`Enter a reason.`);
    },
    {
      send: async ({ role, reason }) => {
        await this.api.askForRole({ role: role!, reason: reason.trim() });
        this.drafts.keep(roleRequestDraft, '');
        this.made.emit();
      },
    },
  );

  constructor() {
    effect(() => {
      const { reason } = this.entry();
      untracked(() => this.drafts.keep(roleRequestDraft, reason));
    });
    afterNextRender(() => this.choice().focus());
  }

  protected leave(): void {
    this.drafts.keep(roleRequestDraft, '');
    this.left.emit();
  }
}
