import { Component, inject, signal } from '@angular/core';
import { FormRoot } from '@angular/forms/signals';
import { FormFooter } from '../../../shared/forms/form-footer.js';
import { ReasonField, reasonRules } from '../../../shared/forms/reason-field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { AccessReasonStore } from './access-reason-store.js';

/** The way into the audit log: why somebody looks is part of the log. */
@Component({
  selector: 'cm-reason-form',
  imports: [FormFooter, FormRoot, ReasonField],
  template: `
    <h1 i18n>Audit log</h1>
    <p i18n class="cm-soft lead">
      The log records who did what and when, without content. Reading it is recorded too, with your reason, so the people who
      watch are watched as well.
    </p>
    <form class="cm-form form" [formRoot]="form.fields">
      <cm-reason-field
        i18n-label
        label="Reason"
        i18n-hint
        hint="For example, “Yearly review” or “Incident 2026-4”. It is stored encrypted."
        [of]="form.fields.reason"
      />
      <cm-form-footer i18n-act act="Open the audit log" [form]="form" />
    </form>
  `,
  styles: `
    .lead {
      margin-top: var(--space-2);
    }
    .form {
      max-width: 32rem;
    }
  `,
})
export class ReasonForm {
  private readonly reason = inject(AccessReasonStore);

  protected readonly form = submitForm(
    signal({ reason: '' }),
    (path) => reasonRules(path.reason, $localize`Enter a reason of at least five characters.`, 5),
    { send: async ({ reason }) => this.reason.words.set(reason.trim()) },
  );
}
