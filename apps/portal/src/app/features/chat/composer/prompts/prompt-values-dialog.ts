import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { FormField, applyEach, type SchemaPath } from '@angular/forms/signals';
import type { Prompt } from '#contracts/chat/prompts.js';
import { FormDialog } from '../../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../../shared/forms/field.js';
import { submitForm } from '../../../../shared/forms/submit-form.js';
import { atMost } from '../../../../shared/forms/text-rules.js';
import { filledIn, variablesIn } from '../../../../shared/prompts/prompt-variables.rules.js';
import { shownText } from '#contracts/shown-text.js';

/** Asks for the variables of a prompt before it is put into the question. */
@Component({
  selector: 'cm-prompt-values-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      [heading]="heading()"
      i18n-act
      act="Insert"
      [form]="form"
      (closed)="answered.emit(form.sent() ? text() : null)"
    >
      @for (value of form.fields.values; track $index) {
        <cm-field [label]="names()[$index] ?? ''">
          <textarea cmInput dir="auto" rows="1" [formField]="value" (keydown.enter)="next($event)"></textarea>
        </cm-field>
      }
    </cm-form-dialog>
  `,
})
export class PromptValuesDialog {
  readonly prompt = input.required<Prompt>();
  /** The prompt with its variables replaced; null where the person thought better of it. */
  readonly answered = output<string | null>();

  protected readonly heading = computed(() => shownText(this.prompt().title));
  protected readonly names = computed(() => variablesIn(this.prompt().text));
  private readonly entry = linkedSignal(() => ({ values: this.names().map(() => '') }));
  protected readonly form = submitForm(
    this.entry,
    (path) => applyEach(path.values, (value) => atMost(value as SchemaPath<string>, 16_000)),
    { send: async () => undefined },
  );

  protected text(): string {
    const { values } = this.entry();
    return filledIn(this.prompt().text, new Map(this.names().map((name, at) => [name, values[at] ?? ''])));
  }

  /** As in the question field: Enter goes on, Shift Enter starts a new line. */
  protected next(event: Event): void {
    if ((event as KeyboardEvent).shiftKey) return;
    event.preventDefault();
    const area = event.target as HTMLTextAreaElement;
    const areas = [...(area.form?.querySelectorAll('textarea') ?? [])];
    const following = areas[areas.indexOf(area) + 1];
    if (following === undefined) area.form?.requestSubmit();
    else following.focus();
  }
}
