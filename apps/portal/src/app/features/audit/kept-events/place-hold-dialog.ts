import { Component, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, maxLength, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { wordsFor } from '../../../core/api/api-problem.js';
import { DialogFrame } from '../../../shared/dialogs/dialog-frame.js';
import { Field, FieldInput } from '../../../shared/field.js';
import { type FieldRefusal, refusalOf, sends } from '../../../shared/forms/submission.js';
import { Note } from '../../../shared/note.js';
import { KeptEventsApi } from './kept-events-api.js';
import { firstMonthFault, lastMonthFault } from './legal-holds.rules.js';

/** Places a hold on months of the audit log. */
@Component({
  selector: 'cm-place-hold-dialog',
  imports: [DialogFrame, Field, FieldInput, FormField, FormRoot, MatButton, Note],
  template: `
    <cm-dialog-frame heading="Place a hold" [busy]="form().submitting()" (closed)="closed.emit()">
      <form id="place-hold-form" class="fields" [formRoot]="form">
        <p>From now on the events of these months cannot be removed, until two people release the hold.</p>
        <cm-field label="Matter" hint="What it is about, in a line, such as the number of a case.">
          <input cmInput autocomplete="off" [formField]="form.matter" />
        </cm-field>
        <div class="months">
          <cm-field label="First month">
            <input cmInput type="month" placeholder="2026-01" [formField]="form.from" />
          </cm-field>
          <cm-field label="Last month" hint="Empty: every later month too.">
            <input cmInput type="month" placeholder="2026-12" [formField]="form.to" />
          </cm-field>
        </div>
        <cm-field label="Reason" hint="Kept with the hold and in the audit log. Colleagues who look after retention read it.">
          <textarea cmInput rows="2" [formField]="form.reason"></textarea>
        </cm-field>
      </form>
      @if (refusal(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        <button matButton="text" type="button" [disabled]="form().submitting()" (click)="frame().close()">Not now</button>
        <button matButton="filled" type="submit" form="place-hold-form" [disabled]="form().submitting()">
          {{ form().submitting() ? 'One moment…' : 'Place the hold' }}
        </button>
      </ng-container>
    </cm-dialog-frame>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
    }
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

  protected readonly refusal = signal('');
  protected readonly frame = viewChild.required(DialogFrame);

  private readonly entry = linkedSignal(() => ({ matter: '', from: this.oldest() ?? '', to: '', reason: '' }));
  protected readonly form = form(
    this.entry,
    (path) => {
      maxLength(path.matter, 120, { message: 'Please use at most 120 characters.' });
      validate(path.matter, ({ value }) =>
        fault(value().trim().length < 3 ? 'Please say in a few words what it is about.' : null),
      );
      validate(path.from, ({ value }) => fault(firstMonthFault(value())));
      validate(path.to, ({ value, valueOf }) => fault(lastMonthFault(valueOf(path.from), value())));
      maxLength(path.reason, 500, { message: 'Please use at most 500 characters.' });
      validate(path.reason, ({ value }) => fault(value().trim().length < 3 ? 'Please say why, in a few words.' : null));
    },
    sends(() => this.place()),
  );

  private async place(): Promise<FieldRefusal> {
    this.refusal.set('');
    const { matter, from, to, reason } = this.entry();
    try {
      const scope = { kind: 'audit', from, to: to === '' ? null : to } as const;
      await this.api.place({ scope, matter: matter.trim(), reason: reason.trim() });
      this.placed.emit();
      this.frame().close();
    } catch (failure) {
      const aboutField = refusalOf(failure, this.form.matter, 'matter') ?? refusalOf(failure, this.form.reason, 'reason');
      if (aboutField !== undefined) return aboutField;
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}

function fault(message: string | null): { readonly kind: string; readonly message: string } | undefined {
  return message === null ? undefined : { kind: 'wrong', message };
}
