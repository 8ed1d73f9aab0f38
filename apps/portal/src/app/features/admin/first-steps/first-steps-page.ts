import { Component, computed, inject, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ConfirmedFirstStep, type FirstStep } from '#contracts/auth/first-steps.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { personWords } from '../person-words.rules.js';
import { firstStepWords } from './first-step-words.en.js';
import { FirstStepsApi } from './first-steps-api.js';

/** What an administrator sees to before people rely on the installation. */
@Component({
  selector: 'cm-first-steps-page',
  imports: [LoadFailure, MatButton, RouterLink, StateMark, When],
  host: { class: 'cm-page' },
  templateUrl: './first-steps-page.html',
  styleUrl: './first-steps-page.scss',
})
export class FirstStepsPage {
  private readonly api = inject(FirstStepsApi);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);

  protected readonly wordsFor = wordsFor;
  protected readonly personWords = personWords;
  protected readonly words = firstStepWords;
  protected readonly steps = resource({ loader: () => this.api.steps() });
  protected readonly done = computed(() =>
    this.steps.hasValue() ? this.steps.value().items.filter(({ done }) => done).length : 0,
  );

  protected async confirm(step: FirstStep): Promise<void> {
    await this.change(() => this.api.confirm(ConfirmedFirstStep.parse(step.name)));
  }

  protected async withdraw(step: FirstStep): Promise<void> {
    await this.change(() => this.api.withdraw(ConfirmedFirstStep.parse(step.name)));
  }

  protected async dismiss(): Promise<void> {
    if (await this.notices.attempt(() => this.api.dismiss())) await this.router.navigateByUrl('/admin');
  }

  private async change(act: () => Promise<void>): Promise<void> {
    if (await this.notices.attempt(act)) this.steps.reload();
  }
}
