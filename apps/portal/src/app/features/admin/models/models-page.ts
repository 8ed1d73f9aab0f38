import { Component, computed, inject, resource, signal } from '@angular/core';
import { FormField, FormRoot, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Model } from '#contracts/chat/chat.js';
import type { Job } from '#contracts/jobs.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { FormFooter } from '../../../shared/forms/form-footer.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { wrong } from '../../../shared/forms/text-rules.js';
import { jobsOfKind } from '../../../shared/jobs/jobs-of-kind.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { StateMark } from '../../../shared/state-mark.js';
import { deleteModelQuestion, modelFacts, nameProblem } from './model-words.rules.js';
import { ModelsApi } from './models-api.js';
import { PullList } from './pull-list.js';

/** Which models the model server has; downloads of others, and their removal. */
@Component({
  selector: 'cm-models-page',
  imports: [Field, FieldInput, FormField, FormFooter, FormRoot, LoadFailure, MatButton, PullList, RouterLink, StateMark],
  host: { class: 'cm-page' },
  templateUrl: './models-page.html',
  styleUrl: './models-page.scss',
})
export class ModelsPage {
  protected readonly $localize = $localize;
  private readonly api = inject(ModelsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);

  protected readonly wordsFor = wordsFor;
  protected readonly modelFacts = modelFacts;
  protected readonly models = resource({ loader: () => this.api.models() });
  /** What quotes documents without a model is no model of a server. */
  protected readonly listed = computed(() =>
    this.models.hasValue() ? this.models.value().filter(({ provider }) => provider !== 'extractive') : [],
  );
  protected readonly pulls = resource({ loader: () => this.api.pulls() });
  protected readonly modelOf = computed(() => (this.pulls.hasValue() ? this.pulls.value() : new Map<string, string>()));
  protected readonly jobs = jobsOfKind('chat.pull-model', (job) => this.ended(job));

  protected readonly form = submitForm(
    signal({ name: '' }),
    (path) => validate(path.name, ({ value }) => wrong(nameProblem(value()))),
    {
      send: async ({ name }) => {
        await this.api.pull(name.trim());
        this.form.reset({ name: '' });
        this.pulls.reload();
        await this.jobs.follow();
      },
    },
  );

  protected mayDelete({ provider, available }: Model): boolean {
    return provider === 'ollama' && available;
  }

  protected async remove(model: Model): Promise<void> {
    if (!(await this.confirm.ask(deleteModelQuestion(model), () => this.api.remove(model.name)))) return;
    this.notices.say($localize`${model.name} deleted.`);
    this.models.reload();
  }

  protected async cancel({ id }: Job): Promise<void> {
    await this.notices.attempt(() => this.jobs.cancel(id));
  }

  private ended({ id, state }: Job): void {
    const name = this.modelOf().get(id) ?? $localize`The model`;
    if (state === 'completed') {
      this.notices.say($localize`${name} is ready to use.`);
      this.models.reload();
    } else if (state === 'failed') this.notices.say($localize`${name} couldn’t be downloaded.`);
  }
}
