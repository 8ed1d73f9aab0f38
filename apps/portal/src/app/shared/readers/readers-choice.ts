import { Component, ElementRef, computed, inject, input, linkedSignal, model, resource, signal } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { MatIconButton } from '@angular/material/button';
import type { Colleague } from '#contracts/auth/people/colleagues.js';
import { Role } from '#contracts/auth/people/roles.js';
import { wordsFor } from '../../core/api/api-problem.js';
import { Session } from '../../core/session/session.js';
import { Icon } from '../icon.js';
import { SearchBox } from '../lists/search-box.js';
import { roleWords } from '../text/role-words.rules.js';
import { sortedReaders } from './reader-words.rules.js';
import { PeopleApi } from './people-api.js';

let made = 0;

/** Who may read or use something: whole roles, and single people for those who may find them. */
@Component({
  selector: 'cm-readers-choice',
  imports: [Icon, MatIconButton, SearchBox],
  templateUrl: './readers-choice.html',
  styleUrl: './readers-choice.scss',
})
export class ReadersChoice implements FormValueControl<readonly string[]> {
  protected readonly $localize = $localize;
  private readonly people = inject(PeopleApi);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly value = model<readonly string[]>([]);
  readonly touched = input(false);
  readonly label = input($localize`Readers`);
  readonly hint = input('');
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);

  protected readonly id = `readers-${String(++made)}`;
  protected readonly roles = Role.options;
  protected readonly roleWords = roleWords;
  protected readonly wordsFor = wordsFor;
  private readonly managesAccounts = inject(Session).may('users:manage');
  protected readonly mayFindPeople = inject(Session).may('people:find');
  protected readonly chosen = computed(() => sortedReaders(this.value()));
  protected readonly problem = computed(() => (this.touched() ? (this.errors()[0]?.message ?? '') : ''));
  protected readonly describedBy = computed(() => (this.problem() !== '' || this.hint() !== '' ? `${this.id}-about` : null));
  protected readonly q = signal('');

  protected readonly found = resource({
    params: () => this.q() || undefined,
    loader: ({ params: q }) => (this.managesAccounts ? this.people.named(q) : this.people.colleagues(q)),
  });
  protected readonly offered = computed(() =>
    this.found.hasValue() ? this.found.value().filter(({ id }) => !this.value().includes(id)) : null,
  );

  /** Names of the people who were chosen before the dialog opened; those since then are known from the search. */
  private readonly first = resource({
    params: () => (this.managesAccounts ? this.initial() : undefined),
    loader: async ({ params: ids, abortSignal }) => {
      const users = await Promise.all(ids.map((id) => this.people.person(id, abortSignal).catch(() => null)));
      return users.filter((user) => user !== null);
    },
  });
  private readonly initial = linkedSignal<readonly string[], readonly string[]>({
    source: () => this.chosen().people,
    computation: (people, before) => before?.value ?? people,
  });
  private readonly picked = signal<readonly Colleague[]>([]);
  private readonly names = computed(
    () =>
      new Map(
        [...(this.first.hasValue() ? this.first.value() : []), ...this.picked()].map(({ id, displayName }) => [id, displayName]),
      ),
  );

  protected nameOf(id: string): string {
    return this.names().get(id) ?? $localize`A person`;
  }

  protected setRole(role: Role, isChosen: boolean): void {
    this.value.update((readers) => (isChosen ? [...readers, role] : readers.filter((reader) => reader !== role)));
  }

  protected add(user: Colleague): void {
    this.picked.update((users) => [...users, user]);
    this.value.update((readers) => [...readers, user.id]);
    this.q.set('');
    this.host.querySelector<HTMLElement>('input[type=search]')?.focus();
  }

  protected remove(id: string): void {
    this.value.update((readers) => readers.filter((reader) => reader !== id));
    this.focus();
  }

  focus(): void {
    this.host.querySelector<HTMLElement>('input')?.focus();
  }
}
