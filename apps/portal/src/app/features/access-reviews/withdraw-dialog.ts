import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, required } from '@angular/forms/signals';
import { lesserRoles, type ReviewedAccount, type WithdrawAccess } from '#contracts/rights/access-reviews.js';
import { FormDialog } from '../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../shared/forms/field.js';
import { ReasonField, reasonRules } from '../../shared/forms/reason-field.js';
import { submitForm } from '../../shared/forms/submit-form.js';
import { roleWords } from '../../shared/text/role-words.rules.js';
import { accountName } from './access-review-words.rules.js';
import { AccessReviewsApi } from './access-reviews-api.js';

/** Gives an account less access, or disables it, with a reason. */
@Component({
  selector: 'cm-withdraw-dialog',
  imports: [Field, FieldInput, FormDialog, FormField, ReasonField],
  template: `
    <cm-form-dialog
      [heading]="texts.heading(name())"
      i18n-act
      act="Withdraw access"
      i18n-busy
      busy="Saving…"
      [danger]="true"
      [form]="form"
      (closed)="closed.emit()"
    >
      <cm-field i18n-label label="The account keeps">
        <select cmInput [formField]="form.fields.to">
          <option value="" disabled i18n>Choose…</option>
          @for (choice of choices(); track choice) {
            <option [value]="choice">{{ texts.choice(choice) }}</option>
          }
        </select>
      </cm-field>
      @if (takesTwo()) {
        <p i18n class="cm-soft">This role decides about others, so a second person has to approve it.</p>
      }
      <cm-reason-field i18n-hint hint="Kept in the audit log. Approvers and auditors can read it." [of]="form.fields.reason" />
    </cm-form-dialog>
  `,
})
export class WithdrawDialog {
  protected readonly texts = {
    heading: (name: string) => $localize`Withdraw access of ${name}`,
    choice: (to: WithdrawAccess['to']) =>
      to === 'disabled' ? $localize`Nothing: the account is disabled` : $localize`The role ${roleWords[to]}`,
  };
  private readonly api = inject(AccessReviewsApi);

  readonly reviewId = input.required<string>();
  readonly item = input.required<ReviewedAccount>();
  /** Whether a second person has to approve it. */
  readonly withdrawn = output<boolean>();
  readonly closed = output();

  protected readonly name = computed(() => accountName(this.item()));
  private readonly role = computed(() => this.item().roleNow ?? this.item().role);
  protected readonly takesTwo = computed(() => this.role() === 'admin' || this.role() === 'compliance_officer');
  protected readonly choices = computed<WithdrawAccess['to'][]>(() => [
    'disabled',
    ...lesserRoles(this.role()).filter((role) => role === 'external_client' || role === 'operations_team'),
  ]);

  private readonly entry = signal<{ to: WithdrawAccess['to'] | ''; reason: string }>({ to: '', reason: '' });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      required(path.to, { message: $localize`Choose what the account keeps.` });
      reasonRules(path.reason);
    },
    {
      send: async ({ to, reason }) => {
        const approval = await this.api.withdraw(this.reviewId(), this.item().account.id, {
          to: to as WithdrawAccess['to'],
          reason: reason.trim(),
        });
        this.withdrawn.emit(approval !== null);
      },
    },
  );
}
