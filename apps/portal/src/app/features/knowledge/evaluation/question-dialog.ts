import { Component, inject, input, linkedSignal, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { Document, GoldenQuestion } from '#contracts/rag.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, filled } from '../../../shared/forms/text-rules.js';
import { EvaluationApi } from './evaluation-api.js';

/** Adds a golden question, or changes one. */
@Component({
  selector: 'cm-question-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      [heading]="question() === null ? texts.newGoldenQuestion : texts.editGoldenQuestion"
      [act]="question() === null ? texts.addQuestion : texts.saveChanges"
      [busy]="question() === null ? texts.adding : texts.saving"
      wide
      [form]="form"
      (closed)="closed.emit()"
    >
      <cm-field i18n-label label="Question" i18n-hint hint="As somebody would ask it.">
        <input cmInput dir="auto" [formField]="form.fields.question" autocomplete="off" />
      </cm-field>
      <cm-field
        i18n-label
        label="Words that the right passage holds"
        i18n-hint
        hint="Optional. Spacing and capital letters don’t matter."
      >
        <textarea cmInput dir="auto" rows="2" [formField]="form.fields.quote"></textarea>
      </cm-field>
      @if (documents().length > 0) {
        <fieldset>
          <legend i18n>Documents that answer it <span class="soft">Optional</span></legend>
          <ul role="list">
            @for (document of documents(); track document.id) {
              <li>
                <label>
                  <input type="checkbox" [checked]="isChosen(document.id)" (change)="choose(document.id)" />
                  <span dir="auto">{{ document.title }}</span>
                </label>
              </li>
            }
          </ul>
        </fieldset>
      }
      <p i18n class="soft">Leave out both if nothing in the collection answers it: then the right answer is a refusal.</p>
    </cm-form-dialog>
  `,
  styles: `
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      margin-bottom: var(--space-1);
      font-weight: 550;
    }
    ul {
      max-height: 12rem;
      margin: 0;
      padding: var(--space-1) var(--space-3);
      overflow-y: auto;
      border: 1px solid var(--control);
      border-radius: var(--radius-small);
      list-style: none;
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-height: var(--target);
      overflow-wrap: anywhere;
    }
    input[type='checkbox'] {
      flex: none;
      width: 1.125rem;
      height: 1.125rem;
      accent-color: var(--accent);
    }
    .soft {
      margin: 0;
      color: var(--text-soft);
      font-size: var(--type-2);
      font-weight: 400;
    }
  `,
})
export class QuestionDialog {
  protected readonly texts = {
    newGoldenQuestion: $localize`New golden question`,
    editGoldenQuestion: $localize`Edit golden question`,
    addQuestion: $localize`Add question`,
    saveChanges: $localize`Save changes`,
    adding: $localize`Adding…`,
    saving: $localize`Saving…`,
  };
  private readonly api = inject(EvaluationApi);

  readonly collection = input.required<string>();
  /** The one to change; null for a new one. */
  readonly question = input<GoldenQuestion | null>(null);
  readonly documents = input.required<readonly Document[]>();
  readonly saved = output<GoldenQuestion>();
  readonly closed = output();

  private readonly entry = linkedSignal(() => {
    const { question, quote } = this.question() ?? { question: '', quote: null };
    return { question, quote: quote ?? '' };
  });
  private readonly chosen = linkedSignal<ReadonlySet<string>>(() => new Set(this.question()?.documents ?? []));

  protected readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.question, $localize`Enter a question.`);
      atMost(path.question, 2000);
      atMost(path.quote, 2000);
    },
    {
      send: async ({ question, quote }) => {
        const documents = [...this.chosen()];
        const words = quote.trim();
        const before = this.question();
        const sent =
          before === null
            ? this.api.add(this.collection(), { question: question.trim(), documents, ...(words === '' ? {} : { quote: words }) })
            : this.api.change(before.id, { question: question.trim(), documents, quote: words === '' ? null : words });
        this.saved.emit(await sent);
      },
    },
  );

  protected isChosen(id: string): boolean {
    return this.chosen().has(id);
  }

  protected choose(id: string): void {
    this.chosen.update((chosen) =>
      chosen.has(id) ? new Set([...chosen].filter((each) => each !== id)) : new Set([...chosen, id]),
    );
  }
}
