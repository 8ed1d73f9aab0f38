import { computed, effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Notices } from '../../../core/notices.js';
import { WaitingStore } from '../../../core/waiting-store.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { OpenRow } from '../../../shared/lists/open-row.js';
import { PagedList, type Page } from '../../../shared/lists/paged-list.js';
import { caseOrder, caseState, type CaseOrder, type CaseState } from './case-filter.js';

/** The part of the URL for a list of cases: the open one, which ones are shown, in which order. */
export interface CaseAddress {
  readonly id: () => string | undefined;
  readonly state: () => string | undefined;
  readonly sort: () => string | undefined;
}

/** Where the cases are and how a page of them is fetched. */
export interface CaseSource<Item> {
  readonly path: string;
  readonly fetch: (state: CaseState, order: CaseOrder, cursor: string | null) => Promise<Page<Item>>;
}

/**
 * Things that wait for a decision, and those that were decided: the list, the one that is open beside it, and the act of deciding. Made
 * by a page while it is made.
 */
export class CasesStore<Item extends { readonly id: string }> {
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly waiting = inject(WaitingStore);

  readonly shown = computed(() => caseState(this.address.state()));
  readonly order = computed(() => caseOrder(this.address.sort()));
  readonly list = new PagedList<Item>((cursor) => this.source.fetch(this.shown(), this.order(), cursor));
  readonly row: OpenRow<Item>;

  constructor(
    private readonly source: CaseSource<Item>,
    private readonly address: CaseAddress,
  ) {
    this.row = new OpenRow<Item>({ id: address.id, list: this.list, path: source.path });
    effect(() => {
      this.shown();
      this.order();
      untracked(() => void this.list.load());
    });
  }

  async show(state: string): Promise<void> {
    await this.goTo([this.source.path], { state: state === 'pending' ? null : state });
  }

  async sort(order: string): Promise<void> {
    await this.goTo([], { sort: order === '-asked' ? null : order });
  }

  /** Asks, decides, and shows the outcome. `act` resolves to the case as it is now, or null when it is unchanged. */
  async decide(question: Question, act: (reason: string) => Promise<Item | null>, words: () => string): Promise<void> {
    const done = await this.confirm.ask(question, async (reason) => {
      const now = await act(reason);
      if (now !== null) this.list.replace(now);
    });
    if (!done) return;
    this.notices.say(words());
    await this.waiting.changed();
  }

  private async goTo(path: string[], queryParams: Record<string, string | null>): Promise<void> {
    await this.router.navigate(path, { queryParams, queryParamsHandling: 'merge' });
  }
}
