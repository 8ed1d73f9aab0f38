import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import type { ChangeConversation } from '#contracts/chat/chat.js';
import type { Parameters } from '#contracts/chat/parameters.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, wrong } from '../../../shared/forms/text-rules.js';
import { ModelsStore } from '../models-store.js';
import { numberFault, parametersOf, typedOf } from './parameters.rules.js';

const mostSeed = 2_147_483_647;

/** What the answers of one conversation take into account, beside what the person wants in all, and how the model writes them. */
@Component({
  selector: 'cm-instructions-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      i18n-heading
      heading="Instructions and parameters"
      i18n-act
      act="Save"
      i18n-busy
      busy="Saving…"
      wide
      [form]="form"
      (closed)="answered.emit(form.sent())"
    >
      <cm-field
        i18n-label
        label="Instructions"
        i18n-hint
        hint="From the next answer on, after what you have written under “About me”. Leave it empty to have none."
      >
        <textarea cmInput dir="auto" rows="6" [formField]="form.fields.text"></textarea>
      </cm-field>
      <div class="parameters">
        <cm-field i18n-label label="Temperature" [hint]="temperatureHint()">
          <input cmInput inputmode="decimal" autocomplete="off" [formField]="form.fields.temperature" />
        </cm-field>
        <cm-field i18n-label label="Longest answer" [hint]="lengthHint()">
          <input cmInput inputmode="numeric" autocomplete="off" [formField]="form.fields.maxTokens" />
        </cm-field>
        <cm-field
          i18n-label
          label="Seed"
          i18n-hint
          hint="The same seed and question give the same answer, with models that honour it."
        >
          <input cmInput inputmode="numeric" autocomplete="off" [formField]="form.fields.seed" />
        </cm-field>
      </div>
    </cm-form-dialog>
  `,
  styles: `
    .parameters {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr));
      gap: var(--space-4);
      align-items: start;
    }
  `,
})
export class InstructionsDialog {
  private readonly models = inject(ModelsStore);

  readonly text = input('');
  readonly parameters = input<Parameters | null>(null);
  readonly save = input.required<(changes: ChangeConversation) => Promise<void>>();
  readonly answered = output<boolean>();

  private readonly limits = computed(() => this.models.offers().parameters);
  protected readonly temperatureHint = computed(
    () => $localize`0 always takes the most likely word. Empty: ${this.limits().temperature}:standard:.`,
  );
  protected readonly lengthHint = computed(
    () => $localize`In tokens. Empty means ${this.limits().maxTokens}:most:, which is the most.`,
  );
  private readonly entry = linkedSignal(() => ({ text: this.text(), ...typedOf(this.parameters()) }));
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      atMost(path.text, 8_000);
      validate(path.temperature, ({ value }) => wrong(numberFault(value(), { least: 0, most: 2, isWhole: false })));
      validate(path.maxTokens, ({ value }) =>
        wrong(numberFault(value(), { least: 16, most: this.limits().maxTokens, isWhole: true })),
      );
      validate(path.seed, ({ value }) => wrong(numberFault(value(), { least: 0, most: mostSeed, isWhole: true })));
    },
    {
      send: ({ text, ...typed }) =>
        this.save()({ systemPrompt: text.trim() === '' ? null : text.trim(), parameters: parametersOf(typed) }),
    },
  );
}
