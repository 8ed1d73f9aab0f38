import { Component, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Field, FieldInput } from '../../shared/field.js';
import { AccessReason } from './access-reason.js';

/** The way into the audit log: why somebody looks is part of the log. */
@Component({
  selector: 'cm-reason-form',
  imports: [Field, FieldInput, FormField, FormRoot, MatButton],
  template: `
    <h1>Audit log</h1>
    <p class="cm-soft lead">
      The log tells who did what and when, without content. Reading it is recorded too, with your reason, so that whoever watches
      is watched as well.
    </p>
    <form class="cm-form form" [formRoot]="form">
      <cm-field label="Why do you look at the log?" hint="For example: yearly review, or incident 2026-4. It is kept sealed.">
        <textarea cmInput rows="2" [formField]="form.reason"></textarea>
      </cm-field>
      <div><button matButton="filled" type="submit">Open the audit log</button></div>
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
  private readonly reason = inject(AccessReason);

  private readonly entry = signal({ reason: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      maxLength(path.reason, 500, { message: 'Please use at most 500 characters.' });
      validate(path.reason, ({ value }) =>
        value().trim().length < 5 ? { kind: 'short', message: 'Please say why, in at least five characters.' } : undefined,
      );
    },
    {
      submission: {
        action: async () => {
          this.reason.words.set(this.entry().reason.trim());
          return undefined;
        },
        onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );
}
