import { Component, computed, input, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, maxLength, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { wordsFor } from '../../core/api/api-problem.js';
import { Field, FieldInput } from '../field.js';
import { Icon } from '../icon.js';
import { type FieldRefusal, refusalOf, sends } from '../forms/submission.js';
import { Note } from '../note.js';
import { DialogFrame } from './dialog-frame.js';

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
  imports: [DialogFrame, Field, FieldInput, FormField, FormRoot, Icon, MatButton, Note],
  template: `
    <cm-dialog-frame [heading]="question().heading" [busy]="form().submitting()" (closed)="answered.emit(done)">
      <form [id]="id" [formRoot]="form">
        <ul role="list" class="consequences">
          @for (consequence of question().consequences; track consequence) {
            <li><cm-icon name="right" />{{ consequence }}</li>
          }
          <li class="undo"><cm-icon name="again" />{{ question().undo }}</li>
        </ul>
        @if (question().alsoAsked; as asked) {
          <cm-field class="said" [label]="asked.label" [hint]="asked.hint">
            <textarea cmInput rows="2" [formField]="form.also"></textarea>
          </cm-field>
        }
        @if (question().reasonReadBy; as readBy) {
          <cm-field class="said" label="Reason" [hint]="'Kept in the audit log. ' + readBy">
            <textarea cmInput rows="2" [formField]="form.reason"></textarea>
          </cm-field>
        }
      </form>
      @if (refusal(); as words) {
        <cm-note dialogRefusal kind="bad">{{ words }}</cm-note>
      }
      <ng-container dialogActs>
        <button matButton="text" type="button" [disabled]="form().submitting()" (click)="frame().close()">Cancel</button>
        <button
          matButton="filled"
          type="submit"
          [attr.form]="id"
          [class.danger]="question().isDangerous"
          [disabled]="form().submitting()"
        >
          {{ form().submitting() ? 'One moment…' : question().act }}
        </button>
      </ng-container>
    </cm-dialog-frame>
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
    .said {
      margin-top: var(--space-4);
    }
  `,
})
export class ConfirmDialog {
  readonly question = input.required<Question>();
  readonly act = input.required<(reason: string, also: string) => Promise<void>>();
  /** Whether it was done. */
  readonly answered = output<boolean>();

  protected readonly id = `confirm-${String(++made)}`;
  protected readonly refusal = signal('');
  protected readonly frame = viewChild.required(DialogFrame);
  protected done = false;

  private readonly entry = signal({ reason: '', also: '' });
  private readonly asksReason = computed(() => this.question().reasonReadBy !== undefined);
  protected readonly form = form(
    this.entry,
    (path) => {
      maxLength(path.reason, 500, { message: 'Use at most 500 characters.' });
      validate(path.reason, ({ value }) =>
        this.asksReason() && value().trim().length < 3 ? { kind: 'missing', message: 'Enter a reason.' } : undefined,
      );
      maxLength(path.also, 500, { message: 'Use at most 500 characters.' });
      validate(path.also, ({ value }) => {
        const asked = this.question().alsoAsked;
        return asked !== undefined && value().trim().length < asked.least
          ? { kind: 'missing', message: asked.missing }
          : undefined;
      });
    },
    sends(() => this.run()),
  );

  private async run(): Promise<FieldRefusal> {
    this.refusal.set('');
    try {
      const { reason, also } = this.entry();
      await this.act()(reason.trim(), also.trim());
      this.done = true;
      this.frame().close();
    } catch (failure) {
      const aboutReason = refusalOf(failure, this.form.reason, 'reason');
      if (aboutReason !== undefined) return aboutReason;
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}

let made = 0;
