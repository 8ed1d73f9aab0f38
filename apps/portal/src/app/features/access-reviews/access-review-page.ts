import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Role } from '#contracts/auth/people/roles.js';
import type { AccessReview } from '#contracts/rights/access-reviews.js';
import { wordsFor } from '../../core/api/api-problem.js';
import { Notices } from '../../core/notices.js';
import { Deadline } from '../../shared/deadline.js';
import { Confirm } from '../../shared/dialogs/confirm.js';
import { saveAs } from '../../shared/files/save-as.js';
import { Icon } from '../../shared/icon.js';
import { FilterChips } from '../../shared/lists/filter-chips.js';
import { ListEnd } from '../../shared/lists/list-end.js';
import { PagedList } from '../../shared/lists/paged-list.js';
import { LoadFailure } from '../../shared/load-failure.js';
import { StateMark } from '../../shared/state-mark.js';
import { roleWords } from '../../shared/text/role-words.rules.js';
import { Now } from '../../shared/when/now.js';
import { When } from '../../shared/when/when.js';
import {
  accountName,
  clockOf,
  closeQuestion,
  decisionMarks,
  isDecidable,
  outcomeWords,
  progressWords,
  roleStory,
} from './access-review-words.rules.js';
import { AccessReviewsApi, type AccountFilter, type ListedAccount } from './access-reviews-api.js';
import { WithdrawDialog } from './withdraw-dialog.js';

/** One review: its accounts, selected and confirmed together or withdrawn one by one, and its end. */
@Component({
  selector: 'cm-access-review-page',
  imports: [Deadline, FilterChips, Icon, ListEnd, LoadFailure, MatButton, RouterLink, StateMark, When, WithdrawDialog],
  host: { class: 'cm-list-page' },
  templateUrl: './access-review-page.html',
  styleUrl: './access-review-page.scss',
})
export class AccessReviewPage {
  private readonly api = inject(AccessReviewsApi);
  private readonly confirmation = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly now = inject(Now);

  /** From the URL. */
  readonly id = input.required<string>();

  protected readonly texts = {
    select: (name: string) => $localize`Select ${name}`,
    withdraw: (name: string) => $localize`Withdraw access of ${name}`,
    confirmSelected: (count: number) => $localize`Confirm selected (${String(count)})`,
  };
  protected readonly shownChoices = [
    { value: 'false', words: $localize`To decide` },
    { value: 'true', words: $localize`Decided` },
    { value: 'all', words: $localize`All` },
  ];
  protected readonly roleChoices = [
    { value: 'all', words: $localize`All` },
    ...Role.options.map((role) => ({ value: role, words: roleWords[role] })),
  ];
  protected readonly marks = decisionMarks;
  protected readonly roleWords = roleWords;
  protected readonly accountName = accountName;
  protected readonly roleStory = roleStory;
  protected readonly isDecidable = isDecidable;
  protected readonly progressWords = progressWords;
  protected readonly outcomeWords = outcomeWords;

  protected readonly review = signal<AccessReview | null>(null);
  protected readonly failure = signal('');
  protected readonly filter = signal<AccountFilter>({ decided: 'false', role: 'all' });
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly working = signal(false);
  protected readonly withdrawing = signal<ListedAccount | null>(null);
  protected readonly list = new PagedList<ListedAccount>((cursor) => this.api.accounts(this.id(), this.filter(), cursor));
  protected readonly selectable = computed(() => this.list.items().filter((each) => this.isOpen() && isDecidable(each)));
  protected readonly allChosen = computed(
    () => this.selectable().length > 0 && this.selectable().every(({ id }) => this.chosen().has(id)),
  );
  protected readonly isOpen = computed(() => this.review()?.state === 'open');
  protected readonly isDone = computed(() => {
    const progress = this.review()?.progress;
    return progress !== undefined && progress.undecided + progress.awaiting === 0;
  });
  protected readonly clock = computed(() => {
    const review = this.review();
    return review && clockOf(review, this.now.at());
  });

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => void this.open(id));
    });
    effect(() => {
      this.filter();
      untracked(() => void this.list.load());
    });
  }

  protected show(change: Partial<Record<keyof AccountFilter, string>>): void {
    this.chosen.set(new Set());
    this.filter.update((filter) => ({ ...filter, ...(change as Partial<AccountFilter>) }));
  }

  protected choose(id: string, chosen: boolean): void {
    this.chosen.update((all) => new Set(chosen ? [...all, id] : [...all].filter((each) => each !== id)));
  }

  protected chooseAll(chosen: boolean): void {
    this.chosen.set(new Set(chosen ? this.selectable().map(({ id }) => id) : []));
  }

  /** At most two hundred in a call; the rest follow in the next. */
  protected async confirmChosen(): Promise<void> {
    const accounts = [...this.chosen()];
    this.working.set(true);
    await this.notices.attempt(async () => {
      for (let from = 0; from < accounts.length; from += 200)
        this.review.set(await this.api.confirm(this.id(), accounts.slice(from, from + 200)));
      this.notices.say(
        accounts.length === 1 ? $localize`1 account confirmed.` : $localize`${String(accounts.length)} accounts confirmed.`,
      );
    });
    this.working.set(false);
    await this.reload();
  }

  protected async withdrawn(isAwaiting: boolean): Promise<void> {
    this.withdrawing.set(null);
    this.notices.say(isAwaiting ? $localize`A second person has to approve it now.` : $localize`Access withdrawn.`);
    await this.reload();
  }

  protected async close(): Promise<void> {
    const done = await this.confirmation.ask(closeQuestion(), async () => {
      this.review.set(await this.api.close(this.id()));
    });
    if (!done) return;
    this.notices.say($localize`The review is closed, and its report is signed.`);
    this.show({ decided: 'all' });
  }

  protected async saveReport(): Promise<void> {
    await this.notices.attempt(async () => saveAs(await this.api.report(this.id()), `access-review-${this.id()}.json`));
  }

  protected async open(id: string): Promise<void> {
    this.failure.set('');
    try {
      const review = await this.api.one(id);
      this.review.set(review);
      if (review.state === 'closed') this.show({ decided: 'all' });
    } catch (cause) {
      this.failure.set(wordsFor(cause));
    }
  }

  private async reload(): Promise<void> {
    this.chosen.set(new Set());
    await Promise.all([this.open(this.id()), this.list.load()]);
  }
}
