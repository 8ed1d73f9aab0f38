import { Component, computed, effect, inject, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Approval } from '#contracts/auth/approvals.js';
import type { CollectionPolicy, RetentionPolicy, RetentionRun } from '#contracts/retention/retention.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Icon } from '../../../shared/icon.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { saveAs } from '../../../shared/files/save-as.js';
import { nameWords } from '../words/audit-words.rules.js';
import { CollectionPolicyDialog } from './collection-policy-dialog.js';
import { PolicyDialog } from './policy-dialog.js';
import { RetentionApi } from './retention-api.js';
import {
  classWords,
  collectionPeriodWords,
  countWords,
  periodWords,
  removedWords,
  runMark,
  runQuestion,
} from './retention.rules.js';
import { UpcomingChart } from './upcoming-chart.js';

/** Milliseconds between two looks at a run under way. */
const pollMs = 2_000;

/** Policies with their decisions, what goes next, and runs with their certificates. */
@Component({
  selector: 'cm-retention-page',
  imports: [CollectionPolicyDialog, Icon, LoadFailure, MatButton, Note, PolicyDialog, RouterLink, StateMark, UpcomingChart, When],
  host: { class: 'cm-page' },
  templateUrl: './retention-page.html',
  styles: `
    .head,
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
    }
    .head {
      margin-bottom: var(--space-2);
    }
    .part {
      display: block;
      margin-top: var(--space-3);
    }
    .list {
      display: grid;
      margin-top: var(--space-3);
    }
    .row {
      padding: var(--space-3) 0;
      border-bottom: 1px solid var(--line);
    }
    .about {
      flex: 1 1 16rem;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .name {
      font-weight: 550;
    }
    .soft {
      margin-top: 2px;
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    .preview {
      display: grid;
      gap: var(--space-2);
      margin-top: var(--space-4);
    }
  `,
})
export class RetentionPage {
  protected readonly $localize = $localize;
  private readonly api = inject(RetentionApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  protected readonly wordsFor = wordsFor;
  protected readonly classWords = classWords;
  protected readonly countWords = countWords;
  protected readonly collectionPeriodWords = collectionPeriodWords;
  protected readonly periodWords = periodWords;
  protected readonly removedWords = removedWords;
  protected readonly nameWords = nameWords;
  protected readonly runMark = runMark;
  protected readonly changing = signal<RetentionPolicy | null>(null);
  protected readonly changingCollection = signal<CollectionPolicy | null>(null);
  /** What was asked for here and waits for a second person. */
  protected readonly waiting = signal<Approval | null>(null);
  protected readonly mayChange = computed(() => this.session.may('retention:change'));
  protected readonly mayRun = computed(() => this.session.may('retention:run'));
  protected readonly found = resource({
    loader: async ({ abortSignal }) => {
      const [policies, collections, preview, runs] = await Promise.all([
        this.api.policies(abortSignal),
        this.api.collections(abortSignal),
        this.api.preview({}, abortSignal),
        this.api.runs(abortSignal),
      ]);
      return { policies, collections, preview, runs };
    },
  });
  private readonly isRunning = computed(
    () => this.found.hasValue() && this.found.value().runs.some(({ state }) => state === 'running'),
  );

  constructor() {
    effect((onCleanup) => {
      if (!this.isRunning()) return;
      const timer = setInterval(() => this.found.reload(), pollMs);
      onCleanup(() => clearInterval(timer));
    });
  }

  protected decided(approval: Approval | null): void {
    this.changing.set(null);
    this.changingCollection.set(null);
    this.settled(approval, $localize`Period changed.`);
  }

  protected async run(): Promise<void> {
    let approval: Approval | null = null;
    const question = runQuestion(this.found.value()!.preview.items);
    const asked = await this.confirm.ask(question, async (reason) => {
      approval = await this.stepUp.around(() => this.api.run(reason));
    });
    if (asked) this.settled(approval, $localize`Retention run started.`);
  }

  protected async download({ id }: RetentionRun): Promise<void> {
    try {
      saveAs(await this.api.certificate(id), `retention-${id}.json`);
    } catch (failure) {
      this.notices.say(wordsFor(failure));
    }
  }

  private settled(approval: Approval | null, done: string): void {
    this.waiting.set(approval);
    this.notices.say(approval === null ? done : $localize`Sent for approval by a second person.`);
    this.found.reload();
  }
}
