import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { Incident } from '#contracts/rights/incidents.js';
import { FormDialog } from '../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../shared/forms/field.js';
import { submitForm } from '../../shared/forms/submit-form.js';
import { atMost, filled } from '../../shared/forms/text-rules.js';
import { IncidentsApi } from './incidents-api.js';

/** Records an incident, or changes what is known of one. */
@Component({
  selector: 'cm-incident-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog [heading]="heading()" [act]="act()" i18n-busy busy="Saving…" wide [form]="form" (closed)="closed.emit()">
      <cm-field i18n-label label="What happened" i18n-hint hint="In a few words, such as “A stolen laptop”.">
        <input cmInput [formField]="form.fields.title" autocomplete="off" />
      </cm-field>
      <cm-field i18n-label label="Kind" i18n-hint hint="Loss of confidentiality, of integrity or of availability, or several.">
        <input cmInput [formField]="form.fields.kind" autocomplete="off" />
      </cm-field>
      @if (incident() === null) {
        <cm-field i18n-label label="Aware since" i18n-hint hint="The time to notify counts from when somebody first knew.">
          <input cmInput type="datetime-local" [formField]="form.fields.awareAt" [attr.max]="now" />
        </cm-field>
      }
      <cm-field i18n-label label="Description" i18n-hint hint="What is known so far. It is kept encrypted.">
        <textarea cmInput rows="4" [formField]="form.fields.description"></textarea>
      </cm-field>
      <cm-field
        i18n-label
        label="Accounts that others got into"
        i18n-hint
        hint="Usernames, separated by commas. Whom it concerns is computed from what these accounts read."
      >
        <input cmInput [formField]="form.fields.accounts" autocomplete="off" />
      </cm-field>
      <cm-field i18n-label label="From" i18n-hint hint="Optional. When they got in.">
        <input cmInput type="datetime-local" [formField]="form.fields.from" />
      </cm-field>
      <cm-field i18n-label label="Until" i18n-hint hint="Optional. When that ended.">
        <input cmInput type="datetime-local" [formField]="form.fields.to" />
      </cm-field>
    </cm-form-dialog>
  `,
})
export class IncidentDialog {
  private readonly api = inject(IncidentsApi);

  /** Null: a new one. */
  readonly incident = input<Incident | null>(null);
  readonly saved = output<Incident>();
  readonly closed = output();

  protected readonly now = localTime(new Date());
  protected readonly heading = computed(() =>
    this.incident() === null ? $localize`Record an incident` : $localize`Change what is known`,
  );
  protected readonly act = computed(() => (this.incident() === null ? $localize`Record it` : $localize`Save`));

  private readonly entry = linkedSignal(() => {
    const known = this.incident();
    const local = (at: string | null | undefined): string => (at ? localTime(new Date(at)) : '');
    return {
      title: known?.title ?? '',
      kind: known?.kind ?? '',
      awareAt: this.now,
      description: known?.description ?? '',
      accounts: (known?.people ?? []).map(({ id, username }) => username ?? id).join(', '),
      from: local(known?.from),
      to: local(known?.to),
    };
  });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.title, $localize`Please say what happened, in at least 3 characters.`, 3);
      atMost(path.title, 120);
      filled(path.kind, $localize`Please say of what kind it is.`, 2);
      atMost(path.kind, 60);
      filled(path.description, $localize`Please describe what is known.`, 3);
      atMost(path.description, 8_000);
    },
    {
      send: async ({ title, kind, description, awareAt, accounts, from, to }) => {
        const names = accounts
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '');
        const body = {
          title: title.trim(),
          kind: kind.trim(),
          description: description.trim(),
          accounts: names,
          ...(from === '' ? {} : { from: instant(from) }),
          ...(to === '' ? {} : { to: instant(to) }),
        };
        const known = this.incident();
        this.saved.emit(
          known === null
            ? await this.api.record({ ...body, awareAt: awareAt === this.now ? new Date().toISOString() : instant(awareAt) })
            : await this.api.change(known.id, body),
        );
      },
    },
  );
}

/** As a field for date and time has it, by the clock of the browser. */
function localTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function instant(local: string): string {
  return new Date(local).toISOString();
}
