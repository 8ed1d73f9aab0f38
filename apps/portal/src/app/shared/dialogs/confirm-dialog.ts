import { Component, input, output, signal } from '@angular/core';
import { hidden, validate } from '@angular/forms/signals';
import { ReasonField, reasonRules } from '../forms/reason-field.js';
import { submitForm } from '../forms/submit-form.js';
import { atMost, wrong } from '../forms/text-rules.js';
import { Icon } from '../icon.js';
import { FormDialog } from './form-dialog.js';

/** An act that needs a second thought: what will happen, to whom, whether it can be undone, who else must approve. */
export interface Question {
  readonly heading: string;
  /** The consequences, one short sentence each. */
  readonly consequences: readonly string[];
  /** Whether it can be undone, and how. */
  readonly undo: string;
  /** The label of the button, such as "Disable account". */
  readonly act: string;
  readonly isDangerous: boolean;
  /** Who can read the reason; a reason is asked for only where this is given. */
  readonly reasonReadBy?: string;
  /** An answer required beside the reason. */
  readonly alsoAsked?: { readonly label: string; readonly hint: string; readonly least: number; readonly missing: string };
}

/** Asks, does it, and stays open with what was typed if it fails. */
@Component({
  selector: 'cm-confirm-dialog',
  imports: [FormDialog, Icon, ReasonField],
  template: `
    <cm-form-dialog
      [heading]="question().heading"
      [act]="question().act"
      [danger]="question().isDangerous"
      [form]="form"
      (closed)="answered.emit(form.sent())"
    >
      <ul role="list" class="consequences">
        @for (consequence of question().consequences; track consequence) {
          <li><cm-icon name="right" />{{ consequence }}</li>
        }
        <li class="undo"><cm-icon name="again" />{{ question().undo }}</li>
      </ul>
      @if (question().alsoAsked; as asked) {
        <cm-reason-field [label]="asked.label" [hint]="asked.hint" [of]="form.fields.also" />
      }
      @if (question().reasonReadBy; as readBy) {
        <cm-reason-field [hint]="texts.keptInTheAudit(readBy)" [of]="form.fields.reason" />
      }
    </cm-form-dialog>
  `,
  styles: `
    .consequences {
      display: grid;
      gap: var(--space-2);
    }
    li {
      display: flex;
      gap: var(--space-2);
    }
    cm-icon {
      --icon-size: 1rem;
      flex: none;
      margin-top: 0.25rem;
      color: var(--text-soft);
    }
    .undo {
      color: var(--text-soft);
    }
  `,
})
export class ConfirmDialog {
  protected readonly texts = {
    keptInTheAudit: (readBy: string | number) => $localize`Kept in the audit log. ${readBy}`,
  };
  readonly question = input.required<Question>();
  readonly act = input.required<(reason: string, also: string) => Promise<void>>();
  /** Whether it was done. */
  readonly answered = output<boolean>();

  protected readonly form = submitForm(
    signal({ reason: '', also: '' }),
    (path) => {
      hidden(path.reason, () => this.question().reasonReadBy === undefined);
      reasonRules(path.reason);
      hidden(path.also, () => this.question().alsoAsked === undefined);
      atMost(path.also, 500);
      validate(path.also, ({ value }) => {
        const { least = 0, missing = '' } = this.question().alsoAsked ?? {};
        return wrong(value().trim().length < least ? missing : null);
      });
    },
    { send: ({ reason, also }) => this.act()(reason.trim(), also.trim()) },
  );
}
