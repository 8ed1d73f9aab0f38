import { Component, computed, inject, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Icon } from '../../../shared/icon.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { Now } from '../../../shared/when/now.js';
import { When } from '../../../shared/when/when.js';
import { KeptEventsApi } from './kept-events-api.js';
import {
  daysWords,
  keptWords,
  monthExactly,
  monthFilter,
  monthWords,
  removalOf,
  removeQuestion,
  waitingRemoval,
} from './kept-events.rules.js';

/** Since when events are kept, for how long, and the removal of a month whose time is over. */
@Component({
  selector: 'cm-kept-events-page',
  imports: [Icon, LoadFailure, MatButton, Note, RouterLink, StateMark, When],
  host: { class: 'cm-page' },
  templateUrl: './kept-events-page.html',
  styles: `
    .lead {
      margin-top: var(--space-2);
    }
    .state {
      display: block;
      margin-top: var(--space-5);
    }
    .skeleton {
      display: grid;
    }
    .oldest {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--space-2);
    }
    .meaning {
      display: grid;
      gap: var(--space-2);
      margin: var(--space-3) 0 var(--space-5);
    }
    .meaning li {
      display: flex;
      gap: var(--space-2);
      line-height: var(--leading-read);
    }
    .meaning cm-icon {
      --icon-size: 1.125rem;
      flex: none;
      margin-top: 0.125rem;
      color: var(--text-soft);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class KeptEventsPage {
  private readonly api = inject(KeptEventsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly now = inject(Now);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  protected readonly wordsFor = wordsFor;
  protected readonly daysWords = daysWords;
  protected readonly keptWords = keptWords;
  protected readonly monthExactly = monthExactly;
  protected readonly monthFilter = monthFilter;
  protected readonly monthWords = monthWords;
  protected readonly mayAsk = computed(() => this.session.may('retention:run'));
  /** With what waits: a removal that was asked for yesterday must not look as if nobody had asked. */
  protected readonly found = resource({
    loader: async ({ abortSignal }) => {
      const [pruning, approvals] = await Promise.all([
        this.api.state(abortSignal),
        this.session.may('approvals:decide') ? this.api.waiting(abortSignal) : [],
      ]);
      return { pruning, approvals };
    },
  });
  protected readonly pruning = computed(() => (this.found.hasValue() ? this.found.value().pruning : null));
  protected readonly removal = computed(() => {
    const pruning = this.pruning();
    return pruning === null ? 'empty' : removalOf(pruning, this.now.at());
  });
  protected readonly approvals = computed(() => (this.found.hasValue() ? this.found.value().approvals : []));
  protected readonly waiting = computed(() => waitingRemoval(this.approvals(), this.now.at()));

  protected async remove(month: string): Promise<void> {
    let isDone = false;
    const asked = await this.confirm.ask(removeQuestion(month), async (reason) => {
      const { approval, pruning } = await this.ask(month, reason);
      isDone = approval === null;
      this.found.update((before) => ({
        pruning: pruning ?? before!.pruning,
        approvals: approval === null ? before!.approvals : [...before!.approvals, approval],
      }));
    });
    if (asked)
      this.notices.say(
        isDone ? $localize`Events of ${monthWords(month)} removed.` : $localize`Sent for approval by a second person.`,
      );
  }

  private async ask(month: string, reason: string): ReturnType<KeptEventsApi['remove']> {
    try {
      return await this.stepUp.around(() => this.api.remove({ month, reason }));
    } catch (failure) {
      if (!(failure instanceof ApiProblem) || !['month-not-prunable', 'under-hold'].includes(failure.code)) throw failure;
      this.found.reload();
      if (failure.code === 'under-hold') throw failure;
      throw new ApiProblem(
        failure.status,
        failure.code,
        $localize`This month can’t be removed now. It is no longer the oldest one, hasn’t been kept long enough, or isn’t completely signed. Nothing was removed.`,
      );
    }
  }
}
