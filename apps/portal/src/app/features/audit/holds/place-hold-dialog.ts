import { Component, computed, inject, output, signal } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { ReasonField, reasonRules } from '../../../shared/forms/reason-field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, filled, wrong } from '../../../shared/forms/text-rules.js';
import { Now } from '../../../shared/when/now.js';
import { HoldsApi } from './holds-api.js';
import { firstMonthFault, heldKinds, inAYear, lastMonthFault, targetFault, type HeldKind } from './holds.rules.js';

/** Places a hold on a person, a conversation, a collection, or months of the audit log. */
@Component({
  selector: 'cm-place-hold-dialog',
  imports: [Field, FieldInput, FormDialog, FormField, ReasonField],
  template: `
    <cm-form-dialog i18n-heading heading="Place a hold" i18n-act act="Place the hold" [form]="form" (closed)="closed.emit()">
      <p i18n>Nobody can delete what the hold names until two people release it.</p>
      <cm-field i18n-label label="Matter" i18n-hint hint="What it is about, in one line. For example, a case number.">
        <input cmInput autocomplete="off" [formField]="form.fields.matter" />
      </cm-field>
      <cm-field i18n-label label="What to keep">
        <select cmInput [formField]="form.fields.kind">
          @for (kind of kinds; track kind.value) {
            <option [value]="kind.value">{{ kind.words }}</option>
          }
        </select>
      </cm-field>
      @switch (kind()) {
        @case ('subject') {
          <cm-field i18n-label label="Username" i18n-hint hint="Keeps everything that belongs to this person.">
            <input cmInput autocomplete="off" [formField]="form.fields.target" />
          </cm-field>
        }
        @case ('audit') {
          <div class="pair">
            <cm-field i18n-label label="First month">
              <input cmInput type="month" placeholder="2026-01" [formField]="form.fields.from" />
            </cm-field>
            <cm-field i18n-label label="Last month" i18n-hint hint="Leave empty to include every later month.">
              <input cmInput type="month" placeholder="2026-12" [formField]="form.fields.to" />
            </cm-field>
          </div>
        }
        @default {
          <cm-field i18n-label label="Id" i18n-hint hint="As the audit log shows it.">
            <input cmInput autocomplete="off" [formField]="form.fields.target" />
          </cm-field>
        }
      }
      <cm-field i18n-label label="Review on" i18n-hint hint="The date by which someone must confirm that it is still needed.">
        <input cmInput type="date" [formField]="form.fields.reviewAt" />
      </cm-field>
      <cm-reason-field
        i18n-hint
        hint="Kept with the hold and in the audit log. People who manage retention can read it."
        [of]="form.fields.reason"
      />
    </cm-form-dialog>
  `,
  styles: `
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
      gap: var(--space-4);
    }
  `,
})
export class PlaceHoldDialog {
  private readonly api = inject(HoldsApi);

  readonly placed = output();
  readonly closed = output();

  protected readonly kinds = Object.entries(heldKinds).map(([value, words]) => ({ value, words }));
  private readonly entry = signal({
    matter: '',
    kind: 'subject',
    target: '',
    from: '',
    to: '',
    reviewAt: inAYear(inject(Now).at()),
    reason: '',
  });
  protected readonly kind = computed(() => this.entry().kind as HeldKind);
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.matter, $localize`Enter what it is about.`, 3);
      atMost(path.matter, 120);
      validate(path.target, ({ value, valueOf }) => wrong(targetFault(valueOf(path.kind), value())));
      validate(path.from, ({ value, valueOf }) => wrong(valueOf(path.kind) === 'audit' ? firstMonthFault(value()) : null));
      validate(path.to, ({ value, valueOf }) =>
        wrong(valueOf(path.kind) === 'audit' ? lastMonthFault(valueOf(path.from), value()) : null),
      );
      filled(path.reviewAt, $localize`Choose a date.`, 10);
      reasonRules(path.reason, $localize`Enter a reason.`);
    },
    {
      send: async ({ matter, target, from, to, reviewAt, reason }) => {
        const scope = await this.scopeOf(target.trim(), from, to);
        await this.api.place({ scope, reviewAt, matter: matter.trim(), reason: reason.trim() });
        this.placed.emit();
      },
    },
  );

  private async scopeOf(target: string, from: string, to: string) {
    switch (this.kind()) {
      case 'audit':
        return { auditMonths: { from, to: to === '' ? null : to } };
      case 'conversation':
        return { conversations: [target] };
      case 'collection':
        return { collections: [target] };
      case 'subject': {
        const id = await this.api.idOf(target);
        if (id === null) throw new ApiProblem(404, 'not-found', $localize`Nobody here has this username.`);
        return { subjects: [id] };
      }
    }
  }
}
