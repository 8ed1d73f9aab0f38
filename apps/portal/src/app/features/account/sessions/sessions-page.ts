import { Component, ElementRef, computed, inject, resource, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Session as KeptSession } from '#contracts/auth/auth.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { AccountApi } from '../account-api.js';

/** Where a person is signed in, and the way to end that. */
@Component({
  selector: 'cm-sessions-page',
  imports: [LoadFailure, MatButton, StateMark, When],
  host: { class: 'cm-page' },
  templateUrl: './sessions-page.html',
  styleUrl: './sessions-page.scss',
})
export class SessionsPage {
  protected readonly $localize = $localize;
  private readonly api = inject(AccountApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  protected readonly wordsFor = wordsFor;
  protected readonly ending = signal<string | null>(null);
  protected readonly sessions = resource({ loader: () => this.api.sessions() });
  protected readonly shown = computed(() =>
    this.sessions.hasValue() ? [...this.sessions.value()].sort((a, b) => Number(b.current) - Number(a.current)) : [],
  );
  protected readonly others = computed(() => this.shown().filter((each) => !each.current));
  protected readonly endsAt = computed(() => this.session.me()?.session?.absoluteExpiresAt ?? null);

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected async end(session: KeptSession): Promise<void> {
    this.ending.set(session.id);
    const ended = await this.notices.attempt(() => this.stepUp.around(() => this.api.endSession(session.id)));
    this.ending.set(null);
    this.sessions.reload();
    if (ended) this.heading().nativeElement.focus(); // the button goes
    if (ended) this.notices.say($localize`Session on ${session.device} ended.`);
  }

  protected async endOthers(): Promise<void> {
    const others = this.others();
    const ended = await this.confirm.ask(
      {
        heading: $localize`End all your other sessions?`,
        consequences: [
          $localize`${others.length === 1 ? $localize`One browser is` : $localize`${String(others.length)} browsers are`} signed out immediately. Answers being written there are finished and kept.`,
          $localize`If you don’t recognise one of them, change your password as well.`,
        ],
        undo: $localize`Nothing is lost. Anyone who knows your password can sign in again.`,
        act: $localize`End other sessions`,
        isDangerous: false,
      },
      () => this.stepUp.around(() => this.api.endOtherSessions()),
    );
    this.sessions.reload();
    if (ended) this.heading().nativeElement.focus();
    if (ended) this.notices.say($localize`All your other sessions have ended.`);
  }

  protected async signOut(): Promise<void> {
    await this.notices.attempt(() => this.session.signOut());
  }
}
