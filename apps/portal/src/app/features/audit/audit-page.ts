import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { AuditOutcome, type ListedAuditEvent } from '#contracts/audit/audit.js';
import { auditActions } from '#contracts/audit/audit-actions.js';
import { wordsFor } from '../../core/api/api-problem.js';
import { Session } from '../../core/session/session.js';
import { Icon } from '../../shared/icon.js';
import { FilterChips } from '../../shared/lists/filter-chips.js';
import { OpenRow } from '../../shared/lists/open-row.js';
import { PagedList } from '../../shared/lists/paged-list.js';
import { RowLink } from '../../shared/lists/row-link.js';
import { SortHead } from '../../shared/lists/sort-head.js';
import { LoadFailure } from '../../shared/load-failure.js';
import { Note } from '../../shared/note.js';
import { StateMark } from '../../shared/state-mark.js';
import { sayExactly } from '../../shared/when/when.rules.js';
import { AccessReasonStore } from './access/access-reason-store.js';
import { ActorNamesStore } from './words/actor-names-store.js';
import { AuditApi } from './audit-api.js';
import { filterProblem, isActorId, noFilter, type AuditFilter } from './audit-filter.rules.js';
import { exactTime, nameWords, outcomeMarks, peopleIn, sentenceOf } from './words/audit-words.rules.js';
import { EventPanel } from './event-panel.js';
import { ExportDialog } from './export/export-dialog.js';
import { ReasonForm } from './access/reason-form.js';
import { Verification } from './verify/verification.js';

/** Rows before the end at which the next page is asked for. */
const askAhead = 60;

/** Pixels under which a sentence has a line of its own. */
const narrow = 704;

/** The audit explorer. Only the rows in sight are in the page, however many have been loaded. */
@Component({
  selector: 'cm-audit-page',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    EventPanel,
    ExportDialog,
    FilterChips,
    Icon,
    LoadFailure,
    MatButton,
    Note,
    ReasonForm,
    RouterLink,
    RowLink,
    SortHead,
    StateMark,
    Verification,
  ],
  host: { class: 'cm-list-page' },
  templateUrl: './audit-page.html',
  styleUrl: './audit-page.scss',
})
export class AuditPage {
  protected readonly $localize = $localize;
  private readonly api = inject(AuditApi);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly names = inject(ActorNamesStore);
  protected readonly reason = inject(AccessReasonStore);

  /** From the address: the event that is open, the filters, and the order. */
  readonly id = input<string>();
  readonly actor = input<string>();
  readonly action = input<string>();
  readonly object = input<string>();
  readonly outcome = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly sort = input<string>();
  readonly reads = input<string>();

  protected readonly actions = [...new Set(auditActions.flatMap((action) => [action.split('.')[0] ?? '', action]))].sort();
  protected readonly outcomes = [
    { value: '', words: $localize`All` },
    ...AuditOutcome.options.map((outcome) => ({ value: outcome as string, words: outcomeMarks[outcome].words })),
  ];
  protected readonly exactTime = exactTime;
  protected readonly marks = outcomeMarks;
  protected readonly exporting = signal(false);
  protected readonly filter = computed<AuditFilter>(() => ({
    actor: this.actor() ?? '',
    action: this.action() ?? '',
    object: this.object() ?? '',
    outcome: this.outcome() ?? '',
    from: this.from() ?? '',
    to: this.to() ?? '',
  }));
  protected readonly order = computed(() => (this.sort() === 'recorded' ? 'recorded' : '-recorded'));
  protected readonly problem = computed(() => this.nobody() || filterProblem(this.filter()));
  /** Why the name that was typed filters nothing; empty when there is no such trouble. */
  private readonly nobody = signal('');
  /** Whose events are shown; empty where that is nobody in particular, or nobody who can be named. */
  protected readonly actorName = computed(() => {
    const person = this.names.all().get(this.filter().actor);
    return person === undefined ? '' : (nameWords(person) ?? '');
  });
  protected readonly isFiltered = computed(() => Object.values(this.filter()).some((value) => value !== ''));
  protected readonly readsChoices = [
    { value: '', words: $localize`Hidden` },
    { value: 'shown', words: $localize`Shown` },
  ];
  /** Looks at the log are hidden unless they are asked for: each look makes another one. */
  protected readonly withReads = computed(() => this.reads() === 'shown' || /^audit(\.|$)/.test(this.filter().action));
  protected readonly list = new PagedList<ListedAuditEvent>(async (cursor) => {
    const page = await this.api.events(this.filter(), { order: this.order(), reads: this.withReads() }, cursor);
    void this.names.learn([...page.items.flatMap(peopleIn), this.filter().actor || null]);
    return page;
  });
  protected readonly row = new OpenRow<ListedAuditEvent>({ id: this.id, list: this.list, path: '/compliance/audit' });
  /** Whether a row has a second line for time and outcome. */
  protected readonly isNarrow = signal(false);
  private readonly viewport = viewChild(CdkVirtualScrollViewport);

  constructor() {
    effect(() => {
      this.filter();
      this.order();
      this.withReads();
      if (this.reason.words() === '' || this.problem() !== '') return;
      untracked(() => void this.list.load());
    });
    // Beside a panel, or after a turn of the phone, the room for rows is another one.
    effect((onCleanup) => {
      const viewport = this.viewport();
      if (viewport === undefined) return;
      const element = viewport.elementRef.nativeElement;
      const watch = new ResizeObserver(() => {
        this.isNarrow.set(element.clientWidth < narrow);
        viewport.checkViewportSize();
      });
      watch.observe(element);
      onCleanup(() => watch.disconnect());
    });
  }

  protected sentence(event: ListedAuditEvent): string {
    return sentenceOf(event, this.session.me()?.id ?? '', this.names.all());
  }

  /** With the zone, and as it was hashed. */
  protected evidence(event: ListedAuditEvent): string {
    return `${sayExactly(new Date(event.recordedAt))}, ${event.recordedAt}`;
  }

  protected readonly byId = (_at: number, event: ListedAuditEvent): string => event.id;

  protected goOn(): void {
    const end = this.viewport()?.getRenderedRange().end ?? 0;
    if (end + askAhead >= this.list.items().length && this.list.state() === 'ready') void this.list.loadMore();
  }

  protected async showReads(reads: string): Promise<void> {
    await this.router.navigate([], { queryParams: { reads: reads || null }, queryParamsHandling: 'merge' });
  }

  protected async narrow(change: Partial<AuditFilter>): Promise<void> {
    const queryParams = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value === '' ? null : value]));
    await this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  /** By username or id. Names stay out of the address, which browsers keep: there it is the id. */
  protected async narrowToActor(typed: string): Promise<void> {
    this.nobody.set('');
    if (typed === '' || isActorId(typed)) return this.narrow({ actor: typed });
    try {
      const id = await this.names.idOf(typed);
      if (id === null) this.nobody.set('Nobody has this username. A former user is found by their id.');
      else await this.narrow({ actor: id });
    } catch (failure) {
      this.nobody.set(wordsFor(failure));
    }
  }

  protected async sortBy(order: string): Promise<void> {
    const queryParams = { sort: order === '-recorded' ? null : order };
    await this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected async showAll(): Promise<void> {
    this.nobody.set('');
    await this.narrow(noFilter);
  }
}
