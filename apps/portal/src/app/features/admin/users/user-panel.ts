import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Approval } from '#contracts/auth/approvals.js';
import type { ResetLink, User } from '#contracts/auth/people/users.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import type { OpenRow } from '../../../shared/lists/open-row.js';
import { Note } from '../../../shared/note.js';
import { roleMeaning, roleWords } from '../../../shared/text/role-words.rules.js';
import { SidePanel } from '../../../shared/lists/side-panel.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { LinkDialog } from './link-dialog.js';
import { NameDialog } from './name-dialog.js';
import { RoleDialog } from './role-dialog.js';
import {
  disableQuestion,
  enableQuestion,
  endSessionsQuestion,
  removeSecondFactorQuestion,
  resetLinkQuestion,
} from './user-questions.rules.js';
import { UsersApi, type Changed } from './users-api.js';

/** Long enough to notice a slip: ten seconds. */
const undoMs = 10_000;

const nowASecond = $localize`Sent for approval by a second person.`;

/** One account, and what an administrator can do with it. */
@Component({
  selector: 'cm-user-panel',
  imports: [LinkDialog, MatButton, NameDialog, Note, RoleDialog, RouterLink, SidePanel, StateMark, When],
  templateUrl: './user-panel.html',
  styleUrl: './user-panel.scss',
})
export class UserPanel {
  protected readonly $localize = $localize;
  private readonly api = inject(UsersApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);

  readonly row = input.required<OpenRow<User>>();
  readonly changed = output<Changed>();

  protected readonly id = computed(() => this.row().id() ?? '');
  /** Undefined while it is loading. */
  protected readonly user = computed(() => this.row().item());
  protected readonly roleWords = roleWords;
  protected readonly roleMeaning = roleMeaning;
  protected readonly isOwn = computed(() => this.session.me()?.id === this.id());
  protected readonly dialog = signal<'role' | 'name' | null>(null);
  protected readonly link = signal<ResetLink | null>(null);
  protected readonly awaiting = linkedSignal<string, Approval | null>({ source: this.id, computation: () => null });

  protected roleChanged(change: Changed): void {
    this.took(change);
    if (change.user !== null)
      this.notices.say($localize`${change.user.displayName} now has the role ${roleWords[change.user.role]}.`);
  }

  protected nameChanged(user: User): void {
    this.changed.emit({ user, approval: null });
  }

  protected async disable(user: User): Promise<void> {
    const done = await this.confirm.ask(disableQuestion(user), async (reason) =>
      this.took(await this.api.disable(user.id, reason)),
    );
    if (!done) return;
    if (this.awaiting() !== null) return this.notices.say(nowASecond);
    if (!(await this.notices.undoable($localize`${user.displayName}’s account disabled.`, undoMs))) return;
    // The sessions have ended all the same, but a slip need not keep the person out.
    const undone = await this.notices.attempt(async () =>
      this.took(await this.api.enable(user.id, $localize`Undone right away`)),
    );
    if (undone) this.notices.say($localize`${user.displayName}’s account enabled again.`);
  }

  protected async enable(user: User): Promise<void> {
    const done = await this.confirm.ask(enableQuestion(user), async (reason) =>
      this.took(await this.api.enable(user.id, reason)),
    );
    if (done) this.notices.say(this.awaiting() === null ? $localize`${user.displayName}’s account enabled.` : nowASecond);
  }

  protected async makeLink(user: User): Promise<void> {
    const done = await this.confirm.ask(resetLinkQuestion(user), async (reason) => {
      const { link, approval } = await this.api.resetLink(user.id, reason);
      this.link.set(link);
      this.awaiting.set(approval);
    });
    if (done && this.awaiting() !== null) this.notices.say(nowASecond);
  }

  protected async endSessions(user: User): Promise<void> {
    let ended = 0;
    const done = await this.confirm.ask(endSessionsQuestion(user), async (reason) => {
      ended = await this.api.endSessions(user.id, reason);
    });
    if (done) this.notices.say(ended === 1 ? $localize`1 session ended.` : $localize`${String(ended)} sessions ended.`);
  }

  protected async removeSecondFactor(user: User): Promise<void> {
    const done = await this.confirm.ask(removeSecondFactorQuestion(user), async (reason, identityCheck) => {
      this.took(await this.api.removeSecondFactor(user.id, { reason, identityCheck }));
    });
    if (done) this.notices.say(this.awaiting() === null ? $localize`Second factor removed.` : nowASecond);
  }

  private took(change: Changed): void {
    this.awaiting.set(change.approval);
    this.changed.emit(change);
  }
}
