import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import type { Prompt } from '#contracts/chat/prompts.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, filled, wrong } from '../../../shared/forms/text-rules.js';
import { variablesIn } from '../../../shared/prompts/prompt-variables.rules.js';
import { PromptsApi } from '../../../shared/prompts/prompts-api.js';
import { ReadersChoice } from '../../../shared/readers/readers-choice.js';
import { commandOf, commandProblem } from './prompt-words.rules.js';

/** Makes a prompt, or changes one. */
@Component({
  selector: 'cm-prompt-dialog',
  imports: [Field, FieldInput, FormDialog, FormField, ReadersChoice],
  template: `
    <cm-form-dialog
      [heading]="prompt() === null ? texts.newPrompt : texts.editPrompt"
      [act]="prompt() === null ? texts.createPrompt : texts.saveChanges"
      [busy]="prompt() === null ? texts.creating : texts.saving"
      wide
      [form]="form"
      (closed)="closed.emit()"
    >
      <cm-field i18n-label label="Title"
        ><input cmInput dir="auto" [formField]="form.fields.title" autocomplete="off"
      /></cm-field>
      <cm-field i18n-label label="Command" i18n-hint hint="Typed behind a slash at the start of a question.">
        <input cmInput [formField]="form.fields.command" autocomplete="off" autocapitalize="off" spellcheck="false" />
      </cm-field>
      <cm-field i18n-label label="Text" [hint]="textHint()">
        <textarea cmInput dir="auto" rows="6" [formField]="form.fields.text"></textarea>
      </cm-field>
      <cm-readers-choice
        i18n-label
        label="Who else may use it"
        i18n-hint
        hint="Only you, where nothing is chosen. Others can use it, not change it."
        [formField]="form.fields.readers"
      />
    </cm-form-dialog>
  `,
})
export class PromptDialog {
  protected readonly texts = {
    newPrompt: $localize`New prompt`,
    editPrompt: $localize`Edit prompt`,
    createPrompt: $localize`Create prompt`,
    saveChanges: $localize`Save changes`,
    creating: $localize`Creating…`,
    saving: $localize`Saving…`,
  };
  private readonly api = inject(PromptsApi);

  /** The one to change; null for a new one. */
  readonly prompt = input<Prompt | null>(null);
  readonly saved = output<Prompt>();
  readonly closed = output();

  private readonly entry = linkedSignal(() => {
    const { title, command, text, readers } = this.prompt() ?? { title: '', command: '', text: '', readers: [] };
    return { title, command, text, readers: readers as readonly string[] };
  });
  protected readonly textHint = computed(() => {
    const names = variablesIn(this.entry().text);
    return names.length === 0
      ? $localize`Write {{name}} for what changes from time to time: it is asked for when the prompt is used.`
      : $localize`Asked for when it is used: ${names.join(', ')}.`;
  });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.title, $localize`Enter a title.`);
      atMost(path.title, 100);
      validate(path.command, ({ value }) => wrong(commandProblem(value())));
      filled(path.text, $localize`Enter the text of the prompt.`);
      atMost(path.text, 16_000);
    },
    {
      send: async ({ title, command, text, readers }) => {
        const entry = { title: title.trim(), command: commandOf(command), text: text.trim(), readers: [...readers] };
        const before = this.prompt();
        this.saved.emit(await (before === null ? this.api.create(entry) : this.api.change(before.id, entry)));
      },
      explain: ({ code }, fields) =>
        code === 'command-taken'
          ? { message: $localize`Another prompt of yours has this command.`, field: fields.command }
          : undefined,
    },
  );
}
