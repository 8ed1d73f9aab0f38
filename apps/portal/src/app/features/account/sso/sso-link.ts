import { Component, afterNextRender, inject, input, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { SsoRedirect } from '../../../core/session/sso/sso-redirect.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { AccountApi } from '../account-api.js';

/** Whether a person can come in by single sign-on, and the way to change that. Nothing where it is not set up. */
@Component({
  selector: 'cm-sso-link',
  imports: [LoadFailure, MatButton, Note, StateMark, When],
  templateUrl: './sso-link.html',
  styles: `
    h2 {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
      margin-bottom: var(--space-2);
    }
    cm-state-mark {
      letter-spacing: 0;
      font-weight: 400;
    }
    .act,
    .note {
      margin-top: var(--space-3);
    }
  `,
})
export class SsoLink {
  private readonly api = inject(AccountApi);
  private readonly confirm = inject(Confirm);
  private readonly ssoRedirect = inject(SsoRedirect);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly stepUp = inject(StepUp);

  /** From the address, for somebody who comes back from the provider: `finish` or `refused`. */
  readonly answer = input<string>();

  protected readonly wordsFor = wordsFor;
  protected readonly busy = signal<'leaving' | 'linking' | null>(null);
  protected readonly refusal = signal('');
  protected readonly own = resource({ loader: () => this.api.sso() });

  constructor() {
    afterNextRender(() => void this.comeBack());
  }

  protected async link(): Promise<void> {
    this.refusal.set('');
    this.busy.set('leaving');
    try {
      await this.stepUp.around(() => this.ssoRedirect.leave('link'));
    } catch (failure) {
      this.refusal.set(wordsFor(failure));
      this.busy.set(null);
    }
  }

  protected async unlink(label: string): Promise<void> {
    const done = await this.confirm.ask(
      {
        heading: $localize`Unlink ${label}?`,
        consequences: [$localize`You can no longer sign in with ${label}. Use your password or a passkey instead.`],
        undo: $localize`You can link it again at any time.`,
        act: $localize`Unlink it`,
        isDangerous: false,
      },
      () => this.stepUp.around(() => this.api.unlinkSso()),
    );
    if (!done) return;
    this.notices.say($localize`${label} unlinked.`);
    this.own.reload();
  }

  private async comeBack(): Promise<void> {
    const answer = this.answer();
    if (answer === 'refused') this.refusal.set('Nothing was linked. Your identity wasn’t confirmed there, or it took too long.');
    if (answer === 'finish') await this.finish();
    if (answer !== undefined) await this.router.navigate([], { queryParams: {}, replaceUrl: true });
  }

  private async finish(): Promise<void> {
    this.busy.set('linking');
    try {
      const own = await this.stepUp.around(() => this.api.linkSso());
      this.own.set(own);
      this.notices.say($localize`${own.label ?? $localize`Single sign-on`} linked. You can now sign in with it.`);
    } catch (failure) {
      this.refusal.set(wordsFor(failure));
    }
    this.busy.set(null);
  }
}
