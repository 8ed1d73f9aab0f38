import { Component, computed, inject, input, linkedSignal, output, resource } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import type { Approval } from '#contracts/auth/approvals.js';
import type { CollectionPolicy } from '#contracts/retention/retention.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { ReasonField, reasonRules } from '../../../shared/forms/reason-field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { wrong } from '../../../shared/forms/text-rules.js';
import { RetentionApi } from './retention-api.js';
import { daysFault, effectWords } from './retention.rules.js';

/** Decides how long documents of one collection are kept, with what that would remove. */
@Component({
  selector: 'cm-collection-policy-dialog',
  imports: [Field, FieldInput, FormDialog, FormField, ReasonField],
  template: `
    <cm-form-dialog [heading]="heading()" i18n-act act="Change the period" [form]="form" (closed)="closed.emit()">
      <cm-field i18n-label label="Days" i18n-hint hint="Leave empty to keep them as all documents are kept.">
        <input cmInput inputmode="numeric" autocomplete="off" [formField]="form.fields.days" />
      </cm-field>
      <p role="status">{{ effect() }}</p>
      <cm-reason-field i18n-hint hint="Kept with the policy and in the audit log." [of]="form.fields.reason" />
    </cm-form-dialog>
  `,
})
export class CollectionPolicyDialog {
  private readonly api = inject(RetentionApi);
  private readonly stepUp = inject(StepUp);

  readonly policy = input.required<CollectionPolicy>();
  /** With the approval that it waits for; null when it is in force. */
  readonly decided = output<Approval | null>();
  readonly closed = output();

  protected readonly heading = computed(() => $localize`Keep documents of “${this.policy().collection.name}” for how long?`);
  private readonly entry = linkedSignal(() => ({ days: String(this.policy().days ?? ''), reason: '' }));
  private readonly days = computed(() => (daysFault(this.entry().days, 1) === null ? Number(this.entry().days) : null));
  private readonly preview = resource({
    params: () => this.days() ?? undefined,
    loader: ({ params, abortSignal }) =>
      this.api.preview({ collections: { [this.policy().collection.id]: params } }, abortSignal),
  });
  protected readonly effect = computed(() => {
    const days = this.days();
    if (days === null || !this.preview.hasValue()) return '';
    const { collection, days: own, classDays } = this.policy();
    const item = this.preview.value().items.find((each) => each.collection?.id === collection.id) ?? null;
    return effectWords(item, { days: own ?? classDays }, days);
  });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      validate(path.days, ({ value }) => wrong(value().trim() === '' ? null : daysFault(value(), 1)));
      reasonRules(path.reason, $localize`Enter a reason.`);
    },
    {
      send: async ({ days, reason }) => {
        const body = { days: days.trim() === '' ? null : Number(days), reason: reason.trim() };
        this.decided.emit(await this.stepUp.around(() => this.api.decideCollection(this.policy().collection.id, body)));
      },
    },
  );
}
