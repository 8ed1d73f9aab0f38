import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { User } from '#contracts/auth/people/users.js';
import { Role } from '#contracts/auth/people/roles.js';
import { Notices } from '../../../core/notices.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { Icon } from '../../../shared/icon.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { OpenRow } from '../../../shared/lists/open-row.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { RowLink } from '../../../shared/lists/row-link.js';
import { SearchBox } from '../../../shared/lists/search-box.js';
import { SortHead } from '../../../shared/lists/sort-head.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { roleWords } from '../../../shared/text/role-words.rules.js';
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
    RowLink,
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
  protected readonly $localize = $localize;
  private readonly api = inject(UsersApi);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly confirm = inject(Confirm);

  /** From the URL: the open account and the filters. Search words stay out of it. */
  readonly id = input<string>();
  readonly role = input<string>();
  readonly state = input<string>();
  readonly sort = input<string>();

  protected readonly roleWords = roleWords;
  protected readonly roles = [
    { value: 'all', words: $localize`All` },
    ...Role.options.map((role) => ({ value: role, words: roleWords[role] })),
  ];
  protected readonly states = [
    { value: 'all', words: $localize`All` },
    { value: 'active', words: $localize`Active` },
    { value: 'disabled', words: $localize`Disabled` },
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

  protected readonly row = new OpenRow<User>({
    id: this.id,
    list: this.list,
    path: '/admin/users',
    fetch: (id, signal) => this.api.user(id, signal),
  });

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

  protected changed({ user }: Changed): void {
    if (user !== null) this.row.replace(user);
  }

  protected async endEverybodysSessions(): Promise<void> {
    let ended = 0;
    const done = await this.confirm.ask(endEverybodysSessionsQuestion(), async (reason) => {
      ended = await this.api.endEverybodysSessions(reason);
    });
    if (done)
      this.notices.say(
        ended === 1
          ? $localize`1 session ended. You’re still signed in.`
          : $localize`${String(ended)} sessions ended. You’re still signed in.`,
      );
  }

  protected created(user: User): void {
    this.list.putFirst(user);
    this.notices.say($localize`Account created for ${user.displayName}.`);
  }
}
