import { Component, inject, input, linkedSignal, output } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { ReasonField, reasonRules } from '../../../shared/forms/reason-field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, filled, wrong } from '../../../shared/forms/text-rules.js';
import { KeptEventsApi } from './kept-events-api.js';
import { firstMonthFault, lastMonthFault } from './legal-holds.rules.js';

/** Places a hold on months of the audit log. */
@Component({
  selector: 'cm-place-hold-dialog',
  imports: [Field, FieldInput, FormDialog, FormField, ReasonField],
  template: `
    <cm-form-dialog heading="Place a hold" act="Place the hold" [form]="form" (closed)="closed.emit()">
      <p>The events of these months can’t be removed until two people release the hold.</p>
      <cm-field label="Matter" hint="What it is about, in one line. For example, a case number.">
        <input cmInput autocomplete="off" [formField]="form.fields.matter" />
      </cm-field>
      <div class="months">
        <cm-field label="First month">
          <input cmInput type="month" placeholder="2026-01" [formField]="form.fields.from" />
        </cm-field>
        <cm-field label="Last month" hint="Leave empty to include every later month.">
          <input cmInput type="month" placeholder="2026-12" [formField]="form.fields.to" />
        </cm-field>
      </div>
      <cm-reason-field
        hint="Kept with the hold and in the audit log. People who manage retention can read it."
        [of]="form.fields.reason"
      />
    </cm-form-dialog>
  `,
  styles: `
    .months {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
      gap: var(--space-4);
    }
  `,
})
export class PlaceHoldDialog {
  private readonly api = inject(KeptEventsApi);

  /** The month that it begins with unless another one is chosen. */
  readonly oldest = input.required<string | null>();
  readonly placed = output();
  readonly closed = output();

  private readonly entry = linkedSignal(() => ({ matter: '', from: this.oldest() ?? '', to: '', reason: '' }));
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.matter, 'Enter what it is about.', 3);
      atMost(path.matter, 120);
      validate(path.from, ({ value }) => wrong(firstMonthFault(value())));
      validate(path.to, ({ value, valueOf }) => wrong(lastMonthFault(valueOf(path.from), value())));
      reasonRules(path.reason, 'Enter a reason.');
    },
    {
      send: async ({ matter, from, to, reason }) => {
        const scope = { auditMonths: { from, to: to === '' ? null : to } };
        const reviewAt = new Date(Date.now() + 365 * 86_400_000).toISOString();
        await this.api.place({ scope, reviewAt, matter: matter.trim(), reason: reason.trim() });
        this.placed.emit();
      },
    },
  );
}
