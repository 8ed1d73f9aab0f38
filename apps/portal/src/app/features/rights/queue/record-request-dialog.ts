import { Component, inject, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RequestType, type RightsRequest } from '#contracts/rights/requests.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, filled } from '../../../shared/forms/text-rules.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { typeWords } from '../request-words.rules.js';
import { RightsApi } from '../rights-api.js';

/** A request that came by letter, by e-mail or in person. */
@Component({
  selector: 'cm-record-request-dialog',
  imports: [Field, FieldInput, FilterChips, FormDialog, FormField],
  template: `
    <cm-form-dialog
      i18n-heading
      heading="Record a request"
      i18n-act
      act="Record it"
      i18n-busy
      busy="Recording…"
      wide
      [form]="form"
      (closed)="closed.emit()"
    >
      <cm-filter-chips i18n-label label="Right" [choices]="types" [(chosen)]="type" />
      <cm-filter-chips i18n-label label="The person" [choices]="people" [(chosen)]="person" />
      @if (person() === 'account') {
        <cm-field i18n-label label="Username" i18n-hint hint="Of the account that it is about.">
          <input cmInput [formField]="form.fields.subject" autocomplete="off" />
        </cm-field>
      } @else {
        <cm-field i18n-label label="Name and address" i18n-hint hint="How you reach the person. Kept encrypted.">
          <input cmInput [formField]="form.fields.subject" autocomplete="off" />
        </cm-field>
      }
      <cm-field i18n-label label="Arrived on" i18n-hint hint="The period counts from this day.">
        <input cmInput type="date" [formField]="form.fields.received" [attr.max]="today" />
      </cm-field>
      <cm-field i18n-label label="What they wrote" i18n-hint hint="In their words, as far as it matters.">
        <textarea cmInput rows="3" [formField]="form.fields.text"></textarea>
      </cm-field>
    </cm-form-dialog>
  `,
})
export class RecordRequestDialog {
  private readonly api = inject(RightsApi);

  readonly made = output<RightsRequest>();
  readonly closed = output();

  protected readonly types = RequestType.options.map((value) => ({ value, words: typeWords[value].name }));
  protected readonly people = [
    { value: 'account', words: $localize`has an account` },
    { value: 'none', words: $localize`has none` },
  ];
  protected readonly type = signal<string>('access');
  protected readonly person = signal<string>('account');
  protected readonly today = dayOf(new Date());

  private readonly entry = signal({ subject: '', received: this.today, text: '' });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.subject, $localize`Please say who it is about.`);
      atMost(path.subject, 200);
      filled(path.received, $localize`Please say when it arrived.`);
      atMost(path.text, 4_000);
    },
    {
      send: async ({ subject, received, text }) => {
        const name = subject.trim();
        const request = await this.api.make({
          type: RequestType.parse(this.type()),
          details: text.trim(),
          subject: this.person() === 'account' ? name : { contact: name },
          ...(received === this.today ? {} : { receivedAt: new Date(`${received}T00:00:00`).toISOString() }),
        });
        this.made.emit(request);
      },
    },
  );
}

/** As a date field has it, by the clock of the browser. */
function dayOf(at: Date): string {
  const two = (figure: number): string => String(figure).padStart(2, '0');
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
