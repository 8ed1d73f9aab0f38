import { Component, ElementRef, computed, effect, inject, input, resource, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { User } from '#contracts/users.js';
import { Role } from '#contracts/roles.js';
import { Notices } from '../../../core/notices.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { Icon } from '../../../shared/icon.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { SearchBox } from '../../../shared/lists/search-box.js';
import { SortHead } from '../../../shared/lists/sort-head.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { roleWords } from '../../../shared/role-words.rules.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { NewUserDialog } from './new-user-dialog.js';
import { UserPanel } from './user-panel.js';
import { endEverybodysSessionsQuestion } from './user-questions.rules.js';
import { UsersApi, type Changed } from './users-api.js';

const orders = ['-created', 'created', '-signed-in', 'signed-in'] as const;

/** Who has an account, in which role. */
@Component({
  selector: 'cm-users-page',
  imports: [
    FilterChips,
    Icon,
    ListEnd,
    LoadFailure,
    MatButton,
    NewUserDialog,
    RouterLink,
    SearchBox,
    SortHead,
    StateMark,
    UserPanel,
    When,
  ],
  host: { class: 'cm-list-page' },
  templateUrl: './users-page.html',
  styles: `
    .head-acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class UsersPage {
  private readonly api = inject(UsersApi);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly confirm = inject(Confirm);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** From the URL: the open account and the filters. Search words stay out of it. */
  readonly id = input<string>();
  readonly role = input<string>();
  readonly state = input<string>();
  readonly sort = input<string>();

  protected readonly roleWords = roleWords;
  protected readonly roles = [
    { value: 'all', words: 'All' },
    ...Role.options.map((role) => ({ value: role, words: roleWords[role] })),
  ];
  protected readonly states = [
    { value: 'all', words: 'All' },
    { value: 'active', words: 'Active' },
    { value: 'disabled', words: 'Disabled' },
  ];
  protected readonly q = signal('');
  protected readonly roleChosen = computed(() => Role.options.find((role) => role === this.role()) ?? 'all');
  protected readonly stateChosen = computed(() =>
    this.state() === 'active' || this.state() === 'disabled' ? this.state()! : 'all',
  );
  protected readonly isFiltered = computed(() => this.q() !== '' || this.roleChosen() !== 'all' || this.stateChosen() !== 'all');
  protected readonly order = computed(() => orders.find((order) => order === this.sort()) ?? '-created');
  private readonly filter = computed(() => ({
    q: this.q(),
    role: this.roleChosen(),
    state: this.stateChosen(),
    sort: this.order(),
  }));

  protected readonly list = new PagedList<User>((cursor) => this.api.users(this.filter(), cursor));
  protected readonly making = signal(false);

  /** The account in the panel: from the list, or fetched when the URL names one that the list does not show. */
  private readonly listed = computed(() => this.list.items().find((user) => user.id === this.id()));
  private readonly missing = computed(() => {
    const id = this.id();
    return id === undefined || this.listed() !== undefined || this.list.state() === 'first-load' ? undefined : id;
  });
  protected readonly fetched = resource({
    params: () => this.missing(),
    loader: ({ params: id, abortSignal }) => this.api.user(id, abortSignal),
  });
  protected readonly open = computed(() => this.listed() ?? (this.fetched.hasValue() ? this.fetched.value() : undefined));

  constructor() {
    effect(() => {
      this.filter();
      untracked(() => void this.list.load());
    });
  }

  protected async filterBy(change: { role?: string; state?: string }): Promise<void> {
    const queryParams = Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value === 'all' ? null : value]));
    await this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected async sortBy(order: string): Promise<void> {
    const queryParams = { sort: order === '-created' ? null : order };
    await this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected async showAll(): Promise<void> {
    this.q.set('');
    await this.filterBy({ role: 'all', state: 'all' });
  }

  protected async closePanel(): Promise<void> {
    const id = this.id();
    await this.router.navigate(['/admin/users'], { queryParamsHandling: 'preserve' });
    this.host.querySelector<HTMLElement>(`[data-row="${id ?? ''}"]`)?.focus();
  }

  protected changed(change: Changed): void {
    if (change.user !== null) this.took(change.user);
  }

  protected took(user: User): void {
    this.list.replace(user);
    if (this.fetched.hasValue()) this.fetched.set(user);
  }

  protected async endEverybodysSessions(): Promise<void> {
    let ended = 0;
    const done = await this.confirm.ask(endEverybodysSessionsQuestion(), async (reason) => {
      ended = await this.api.endEverybodysSessions(reason);
    });
    if (done)
      this.notices.say(
        ended === 1 ? '1 session ended. You’re still signed in.' : `${String(ended)} sessions ended. You’re still signed in.`,
      );
  }

  protected created(user: User): void {
    this.list.putFirst(user);
    this.notices.say(`Account created for ${user.displayName}.`);
  }
}
