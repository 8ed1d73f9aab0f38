import { Component, computed, inject, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Hold } from '#contracts/retention/holds.js';
import { wordsFor } from '../../../core/api/api-problem.js';
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
import { nameWords } from '../words/audit-words.rules.js';
import { HoldsApi } from './holds-api.js';
import {
  heldWords,
  inAYear,
  isReviewDue,
  keepQuestion,
  releaseQuestion,
  reviewQuestion,
  waitingReleases,
} from './holds.rules.js';
import { PlaceHoldDialog } from './place-hold-dialog.js';

/** What is held and by whom; placing a hold, reviewing it, and asking for its release. */
@Component({
  selector: 'cm-holds-page',
  imports: [Icon, LoadFailure, MatButton, Note, PlaceHoldDialog, RouterLink, StateMark, When],
  host: { class: 'cm-page' },
  templateUrl: './holds-page.html',
  styles: `
    .head,
    .hold {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
    }
    .head {
      margin-bottom: var(--space-2);
    }
    .waits {
      margin-top: var(--space-3);
    }
    h2 {
      margin-top: var(--space-5);
    }
    .list {
      display: grid;
      margin-top: var(--space-3);
    }
    .hold {
      padding: var(--space-3) 0;
      border-bottom: 1px solid var(--line);
    }
    .about {
      flex: 1 1 16rem;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .matter {
      font-weight: 550;
    }
    .soft {
      margin-top: 2px;
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class HoldsPage {
  protected readonly $localize = $localize;
  private readonly api = inject(HoldsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  protected readonly now = inject(Now);
  protected readonly wordsFor = wordsFor;
  protected readonly heldWords = heldWords;
  protected readonly isReviewDue = isReviewDue;
  protected readonly placing = signal(false);
  protected readonly mayManage = computed(() => this.session.may('holds:manage'));
  /** With what waits: a release that was asked for yesterday must not look as if nobody had asked. */
  protected readonly found = resource({
    loader: async ({ abortSignal }) => {
      const [inForce, released, approvals] = await Promise.all([
        this.api.list('in-force', abortSignal),
        this.api.list('released', abortSignal),
        this.session.may('approvals:decide') ? this.api.waiting(abortSignal) : [],
      ]);
      return { inForce, released, approvals };
    },
  });
  protected readonly releases = computed(() =>
    this.found.hasValue() ? waitingReleases(this.found.value().approvals, this.now.at()) : [],
  );

  protected placedBy({ placedBy }: Hold): string {
    return nameWords(placedBy) ?? $localize`a former user`;
  }

  /** Null where no person is held. */
  protected people({ people }: Hold): string | null {
    return people.length === 0 ? null : people.map((person) => nameWords(person) ?? person.id).join(', ');
  }

  protected async release(hold: Hold): Promise<void> {
    let isDone = false;
    const asked = await this.confirm.ask(releaseQuestion(hold), async (reason) => {
      isDone = (await this.stepUp.around(() => this.api.release(hold.id, { reason }))) === null;
    });
    if (asked) this.say(isDone ? $localize`Hold “${hold.matter}” released.` : $localize`Sent for approval by a second person.`);
  }

  protected async keep(hold: Hold): Promise<void> {
    const asked = await this.confirm.ask(keepQuestion(hold), async (reason) => void (await this.api.keep(hold.id, reason)));
    if (asked) this.say($localize`Hold “${hold.matter}” kept.`);
  }

  protected async review(hold: Hold): Promise<void> {
    const reviewAt = inAYear(this.now.at());
    const asked = await this.confirm.ask(
      reviewQuestion(hold),
      async (reason) => void (await this.api.review(hold.id, { reviewAt, reason })),
    );
    if (asked) this.say($localize`Hold “${hold.matter}” confirmed for another year.`);
  }

  private say(words: string): void {
    this.notices.say(words);
    this.found.reload();
  }
}
