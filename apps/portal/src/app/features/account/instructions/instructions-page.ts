import { Component, computed, inject, linkedSignal, resource } from '@angular/core';
import { FormField, FormRoot } from '@angular/forms/signals';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { FormFooter } from '../../../shared/forms/form-footer.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost } from '../../../shared/forms/text-rules.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { InstructionsApi } from './instructions-api.js';

/** "About me": what every answer to a person takes into account. */
@Component({
  selector: 'cm-instructions-page',
  imports: [Field, FieldInput, FormField, FormFooter, FormRoot, LoadFailure],
  host: { class: 'cm-page' },
  template: `
    <div class="cm-column">
      <h1 i18n>About me</h1>
      <p i18n class="cm-soft lead">
        What every answer to you should take into account: your work, your language, how you like to be answered. It is encrypted
        with your own key, and goes to the model with each of your questions, also to a model outside your organisation where your
        conversation uses one.
      </p>
      @if (known.error(); as failure) {
        <cm-load-failure [words]="wordsFor(failure)" (again)="known.reload()" />
      } @else if (known.hasValue()) {
        <form class="cm-form" [formRoot]="form.fields">
          <cm-field
            i18n-label
            label="Instructions for every answer"
            i18n-hint
            hint="Leave it empty to have none. At most 4,000 characters."
          >
            <textarea
              cmInput
              dir="auto"
              rows="8"
              [formField]="form.fields.text"
              i18n-placeholder
              placeholder="I am a night nurse on a cardiology ward. Answer briefly, with doses in SI units."
            ></textarea>
          </cm-field>
          <cm-form-footer [form]="form" i18n-act act="Save" i18n-busy busy="Saving…" />
        </form>
      } @else {
        <div class="skeleton" role="status" i18n-aria-label aria-label="Loading your instructions">
          <span></span><span></span><span></span>
        </div>
      }
    </div>
  `,
  styles: `
    .lead {
      margin-top: var(--space-2);
    }
  `,
})
export class InstructionsPage {
  private readonly api = inject(InstructionsApi);
  private readonly notices = inject(Notices);
  protected readonly restricted = computed(() => this.session.me()?.restricted === true);
  private readonly session = inject(Session);

  protected readonly wordsFor = wordsFor;
  protected readonly known = resource({ loader: () => this.api.read() });
  private readonly entry = linkedSignal(() => ({ text: this.known.hasValue() ? this.known.value().text : '' }));
  protected readonly form = submitForm(this.entry, (path) => atMost(path.text, 4_000), {
    send: async ({ text }) => {
      await this.api.keep(text.trim());
      this.notices.say(
        text.trim() === '' ? $localize`Instructions removed.` : $localize`Saved. Your next question takes it into account.`,
      );
    },
  });
}
