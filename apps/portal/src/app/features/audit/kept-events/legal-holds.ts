import { Component, computed, inject, input, output, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Approval } from '#contracts/auth/approvals.js';
import type { Hold } from '#contracts/holds.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Icon } from '../../../shared/icon.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { Now } from '../../../shared/when/now.js';
import { When } from '../../../shared/when/when.js';
import { nameWords } from '../words/audit-words.rules.js';
import { KeptEventsApi } from './kept-events-api.js';
import { heldWords, releaseQuestion, waitingReleases } from './legal-holds.rules.js';
import { PlaceHoldDialog } from './place-hold-dialog.js';

/** What is held and by whom; placing a hold, and asking for the release of one. */
@Component({
  selector: 'cm-legal-holds',
  imports: [Icon, LoadFailure, MatButton, Note, PlaceHoldDialog, RouterLink, When],
  host: { class: 'cm-part', role: 'region', 'aria-labelledby': 'holds-heading' },
  templateUrl: './legal-holds.html',
  styles: `
    :host {
      display: block;
    }
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
  `,
})
export class LegalHolds {
  private readonly api = inject(KeptEventsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly now = inject(Now);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  /** The oldest month that is kept, where a new hold would begin. */
  readonly oldest = input.required<string | null>();
  /** What waits for a second person. */
  readonly approvals = input.required<readonly Approval[]>();
  /** What is held, or what waits, is not what it was. */
  readonly changed = output();

  protected readonly wordsFor = wordsFor;
  protected readonly heldWords = heldWords;
  protected readonly placing = signal(false);
  protected readonly mayManage = computed(() => this.session.may('holds:manage'));
  protected readonly releases = computed(() => waitingReleases(this.approvals(), this.now.at()));
  protected readonly holds = resource({ loader: ({ abortSignal }) => this.api.holds(abortSignal) });

  protected placedBy({ placedBy }: Hold): string {
    return nameWords(placedBy) ?? 'a former user';
  }

  protected reload(): void {
    this.holds.reload();
    this.changed.emit();
  }

  protected async release(hold: Hold): Promise<void> {
    let isDone = false;
    const asked = await this.confirm.ask(releaseQuestion(hold), async (reason) => {
      isDone = (await this.stepUp.around(() => this.api.release(hold.id, { reason }))) === null;
    });
    if (!asked) return;
    this.notices.say(isDone ? `Hold “${hold.matter}” released.` : 'Sent for approval by a second person.');
    this.reload();
  }
}
