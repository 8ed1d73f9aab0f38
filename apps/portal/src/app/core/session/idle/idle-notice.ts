import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { wordsFor } from '../../api/api-problem.js';
import { IdleClock } from './idle-clock.js';
import { minutesAndSeconds } from './idle.rules.js';
import { Session } from '../session.js';

/** The countdown in the last two minutes of a session. It takes no focus: typing keeps the session alive anyway. */
@Component({
  selector: 'cm-idle-notice',
  imports: [MatButton],
  template: `
    @if (idle.warning(); as warning) {
      <section class="notice" aria-labelledby="idle-words">
        <p i18n id="idle-words" class="words">
          You will be signed out in <strong class="time">{{ timeLeft() }}</strong>
          <span class="why">{{ why() }}</span>
        </p>
        @if (failed(); as words) {
          <p class="failed">{{ words }}</p>
        }
        <div class="acts">
          <button i18n matButton="text" type="button" (click)="signOut()">Sign out now</button>
          @if (warning.why === 'idle') {
            <button i18n matButton="filled" type="button" (click)="stay()">Stay signed in</button>
          }
        </div>
      </section>
    }
    <p class="only-for-readers" role="status">{{ spoken() }}</p>
  `,
  styles: `
    .notice {
      position: fixed;
      inset: auto var(--space-4) var(--space-4) auto;
      z-index: 1100;
      max-width: min(26rem, calc(100vw - 2 * var(--space-4)));
      padding: var(--space-4);
      border: 1px solid var(--warn);
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--shadow-over);
    }
    .time {
      font-variant-numeric: tabular-nums;
    }
    .why {
      display: block;
      margin-top: var(--space-1);
      color: var(--text-soft);
    }
    .failed {
      margin-top: var(--space-2);
      color: var(--bad);
    }
    .acts {
      display: flex;
      justify-content: flex-end;
      gap: var(--space-2);
      margin-top: var(--space-3);
    }
  `,
})
export class IdleNotice {
  protected readonly idle = inject(IdleClock);
  private readonly session = inject(Session);

  protected readonly failed = signal('');
  protected readonly timeLeft = computed(() => minutesAndSeconds(this.idle.warning()?.left ?? 0));
  protected readonly why = computed(() => {
    const why =
      this.idle.warning()?.why === 'absolute'
        ? $localize`Sessions end after a fixed time, even while in use.`
        : $localize`You haven’t been active for a while.`;
    const kept = this.session.draftsAreKept()
      ? $localize`Your drafts are kept encrypted in this tab until you sign in again.`
      : $localize`Unsent drafts will be lost. Copy anything you want to keep.`;
    return `${why} ${kept}`;
  });

  /** Spoken at the start, at one minute and at thirty seconds; not every second. */
  protected readonly spoken = computed(() => {
    const warning = this.idle.warning();
    if (warning === null) return '';
    const seconds = Math.ceil(warning.left / 1000);
    if (seconds > 60) return $localize`You will be signed out in two minutes. Press any key to stay signed in.`;
    return seconds > 30 ? $localize`You will be signed out in one minute.` : $localize`You will be signed out in thirty seconds.`;
  });

  protected async stay(): Promise<void> {
    await this.attempt(() => this.session.staySignedIn());
  }

  protected async signOut(): Promise<void> {
    await this.attempt(() => this.session.signOut());
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.failed.set('');
    try {
      await act();
    } catch (failure) {
      this.failed.set(wordsFor(failure));
    }
  }
}
