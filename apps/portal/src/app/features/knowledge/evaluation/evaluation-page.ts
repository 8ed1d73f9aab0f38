import { Component, computed, effect, inject, input, resource, signal, untracked } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Job } from '#contracts/jobs.js';
import type { GoldenQuestion } from '#contracts/rag.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { poller } from '../../../core/polling.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { Icon } from '../../../shared/icon.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { CollectionsApi } from '../collections/collections-api.js';
import { EvaluationApi } from './evaluation-api.js';
import { changeWords, figures, isAnswerable, resultMark, shareWords, type FigureName } from './evaluation-words.rules.js';
import { FigureChart } from './figure-chart.js';
import { QuestionDialog } from './question-dialog.js';
import { readQuestionFile } from './question-file.rules.js';

/** How well a collection answers: its golden questions, and what came of asking them over time. */
@Component({
  selector: 'cm-evaluation-page',
  imports: [FigureChart, Icon, ListEnd, LoadFailure, MatButton, MatIconButton, Note, QuestionDialog, RouterLink, StateMark, When],
  host: { class: 'cm-list-page' },
  templateUrl: './evaluation-page.html',
  styleUrl: './evaluation-page.scss',
})
export class EvaluationPage {
  protected readonly $localize = $localize;
  private readonly api = inject(EvaluationApi);
  private readonly collections = inject(CollectionsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);

  /** From the URL. */
  readonly collection = input.required<string>();

  protected readonly figures = figures;
  protected readonly isAnswerable = isAnswerable;
  protected readonly resultMark = resultMark;
  protected readonly shareWords = shareWords;
  protected readonly wordsFor = wordsFor;

  protected readonly shown = resource({
    params: () => this.collection(),
    loader: ({ params: id, abortSignal }) => this.collections.collection(id, { signal: abortSignal }),
  });
  protected readonly documents = resource({
    params: () => this.collection(),
    loader: ({ params: id, abortSignal }) => this.api.documents(id, abortSignal),
  });
  protected readonly evaluations = resource({
    params: () => this.collection(),
    loader: ({ params: id, abortSignal }) => this.api.evaluations(id, abortSignal),
  });
  protected readonly questions = new PagedList<GoldenQuestion>((cursor) => this.api.questions(this.collection(), cursor));

  /** Newest first. */
  protected readonly runs = computed(() => (this.evaluations.hasValue() ? this.evaluations.value() : []));
  protected readonly last = computed(() => this.runs()[0]);
  protected readonly hasNoQuestions = computed(
    () => this.questions.state() === 'ready' && this.questions.items().length === 0 && !this.questions.hasMore(),
  );
  protected readonly isStale = computed(() => {
    const asked = new Set(this.last()?.detail.map(({ questionId }) => questionId));
    return this.last() !== undefined && this.questions.items().some(({ id }) => !asked.has(id));
  });

  /** What is edited; null for a new question, undefined while no dialog is open. */
  protected readonly editing = signal<GoldenQuestion | null | undefined>(undefined);
  protected readonly problems = signal<readonly string[]>([]);
  protected readonly failure = signal('');
  protected readonly job = signal<Job | null>(null);
  protected readonly isStarting = signal(false);
  protected readonly isRunning = computed(() => this.isStarting() || (this.job() !== null && this.job()?.finishedAt === null));

  private readonly polling = poller({ look: () => this.look(), pace: () => (this.isRunning() ? 'quick' : 'end') });

  constructor() {
    effect(() => {
      this.collection();
      untracked(() => void this.questions.load());
    });
  }

  /** Oldest first, as it is drawn. */
  protected sharesOf(name: FigureName): readonly (number | null)[] {
    return this.runs()
      .map((run) => run[name])
      .reverse();
  }

  protected changeOf(name: FigureName): string {
    const [now, before] = this.runs();
    return now === undefined ? '' : changeWords(now[name], before?.[name]);
  }

  protected progressWords(): string {
    const progress = this.job()?.progress ?? null;
    if (progress === null || progress.total === null) return $localize`Evaluating…`;
    return $localize`Asking question ${String(Math.min(progress.done + 1, progress.total))} of ${String(progress.total)}`;
  }

  protected documentWords({ documents }: GoldenQuestion): string {
    const known = new Map((this.documents.hasValue() ? this.documents.value() : []).map(({ id, title }) => [id, title]));
    return documents.map((id) => known.get(id) ?? $localize`a document that is gone`).join(', ');
  }

  protected async run(): Promise<void> {
    this.failure.set('');
    this.isStarting.set(true);
    try {
      this.job.set(await this.api.job(await this.api.start(this.collection())));
    } catch (failure) {
      this.failure.set(wordsFor(failure));
    } finally {
      this.isStarting.set(false);
    }
    void this.polling.start();
  }

  protected saved(question: GoldenQuestion): void {
    if (this.questions.items().some(({ id }) => id === question.id)) this.questions.replace(question);
    else void this.questions.load();
  }

  protected async remove(question: GoldenQuestion): Promise<void> {
    const asked = {
      heading: $localize`Delete this golden question?`,
      consequences: [
        $localize`“${question.question}” is no longer asked in evaluations.`,
        $localize`Figures of earlier evaluations stay.`,
      ],
      undo: $localize`This cannot be undone, but the question can be added again.`,
      act: $localize`Delete question`,
      isDangerous: true,
    };
    if (!(await this.confirm.ask(asked, () => this.api.remove(question.id)))) return;
    this.questions.remove(question.id);
    this.notices.say($localize`Golden question deleted.`);
  }

  protected async import(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    const documents = this.documents.hasValue() ? this.documents.value() : [];
    const { questions, problems } = readQuestionFile(await file.text(), documents);
    input.value = ''; // the same file can be chosen again
    this.problems.set(problems);
    if (problems.length > 0) return;
    try {
      const added = await this.api.import(this.collection(), questions);
      this.notices.say(added === 1 ? $localize`1 question added.` : $localize`${String(added)} questions added.`);
      await this.questions.load();
    } catch (failure) {
      this.problems.set([wordsFor(failure)]);
    }
  }

  private async look(): Promise<void> {
    const id = this.job()?.id;
    if (id === undefined) return;
    const job = await this.api.job(id);
    this.job.set(job);
    if (job.finishedAt === null) return;
    if (job.state === 'completed') {
      this.evaluations.set(await this.api.evaluations(this.collection()));
      this.notices.say($localize`Evaluation finished.`);
    } else this.failure.set(job.problem?.detail ?? $localize`The evaluation was cancelled.`);
  }
}
