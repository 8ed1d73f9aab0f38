import { Component, ElementRef, afterRenderEffect, computed, inject, input, linkedSignal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Backup } from '#contracts/backup/backup.js';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { Icon } from '../../../shared/icon.js';
import type { OpenRow } from '../../../shared/lists/open-row.js';
import { Note } from '../../../shared/note.js';
import { SidePanel } from '../../../shared/lists/side-panel.js';
import { StateMark } from '../../../shared/state-mark.js';
import { Now } from '../../../shared/when/now.js';
import { When } from '../../../shared/when/when.js';
import { sayExactly, sayWhen } from '../../../shared/when/when.rules.js';
import { verificationVerdict } from './backup-results.rules.js';
import {
  backupMark,
  backupName,
  checkWords,
  checkpointWords,
  contentWords,
  deleteQuestion,
  failureWords,
  makerWords,
  progressWords,
  restoreQuestion,
  sizeWords,
  tookWords,
} from './backup-words.rules.js';
import { BackupsStore } from './backups-store.js';
import { CheckList } from './check-list.js';
import { TestRestoreResult } from './test-restore-result.js';

/** One backup: its contents, its state, and what can be done with it. */
@Component({
  selector: 'cm-backup-panel',
  imports: [CheckList, Icon, MatButton, Note, RouterLink, SidePanel, StateMark, TestRestoreResult, When],
  templateUrl: './backup-panel.html',
  styleUrl: './backup-panel.scss',
})
export class BackupPanel {
  protected readonly $localize = $localize;
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly now = inject(Now);
  private readonly session = inject(Session);
  private readonly store = inject(BackupsStore);

  readonly row = input.required<OpenRow<Backup>>();

  protected readonly id = computed(() => this.row().id() ?? '');
  /** Undefined while it is loading. */
  protected readonly backup = computed(() => this.row().item());
  protected readonly backupMark = backupMark;
  protected readonly backupName = backupName;
  protected readonly checkWords = checkWords;
  protected readonly checkpointWords = checkpointWords;
  protected readonly contentWords = contentWords;
  protected readonly failureWords = failureWords;
  protected readonly makerWords = makerWords;
  protected readonly progressWords = progressWords;
  protected readonly sizeWords = sizeWords;
  protected readonly verdict = verificationVerdict;
  protected readonly mayMake = computed(() => this.session.may('backup:create'));
  protected readonly mayRestore = computed(() => this.session.may('backup:restore'));
  protected readonly work = computed(() => this.store.workOn(this.id()));
  protected readonly isGone = computed(() => {
    const failure = this.row().failure();
    return failure instanceof ApiProblem && failure.status === 404;
  });
  protected readonly isBusy = computed(() => this.work().doing !== null);
  protected readonly exactly = computed(() => {
    const backup = this.backup();
    return backup === undefined ? '' : sayExactly(new Date(backup.createdAt));
  });
  protected readonly took = computed(() => {
    const { createdAt = '', finishedAt = null } = this.backup() ?? {};
    return finishedAt === null ? '' : tookWords(Date.parse(finishedAt) - Date.parse(createdAt));
  });
  /** A progress bar needs a maximum above zero. */
  protected readonly max = computed(() => Math.max(1, this.backup()?.tablesInAll ?? 1));
  protected readonly said = computed(() => {
    const { doing } = this.work();
    if (doing === null) return '';
    return doing === 'verify' ? $localize`Verifying the backup.` : $localize`Restoring the backup into a separate database.`;
  });

  private readonly outcome = viewChild<ElementRef<HTMLElement>>('outcome');
  /** Whether something was started while this panel shows this backup: then its result is scrolled into view. */
  private readonly isFollowed = linkedSignal({ source: this.id, computation: () => false });

  constructor() {
    afterRenderEffect(() => {
      this.work();
      if (this.isFollowed()) this.outcome()?.nativeElement.scrollIntoView({ block: 'nearest' });
    });
  }

  protected verify(): void {
    if (this.isBusy()) return;
    this.isFollowed.set(true);
    void this.store.verify(this.id());
  }

  protected testRestore(): void {
    if (this.isBusy()) return;
    this.isFollowed.set(true);
    void this.store.testRestore(this.id());
  }

  protected async restore(backup: Backup): Promise<void> {
    if (this.isBusy()) return;
    let begins = false;
    const when = sayWhen(new Date(backup.createdAt), this.now.at());
    const asked = await this.confirm.ask(restoreQuestion(when), async (reason) => {
      begins = await this.store.restoreForReal(backup.id, reason);
    });
    if (asked)
      this.notices.say(
        begins ? $localize`The restore begins. Chat Man closes for a while.` : $localize`Sent for approval by a second person.`,
      );
  }

  protected async remove(backup: Backup): Promise<void> {
    if (this.isBusy()) return;
    let isDeleted = false;
    const when = sayWhen(new Date(backup.createdAt), this.now.at());
    const asked = await this.confirm.ask(deleteQuestion(when), async (reason) => {
      isDeleted = await this.store.delete(backup.id, reason);
    });
    if (!asked) return;
    this.notices.say(isDeleted ? $localize`Backup deleted.` : $localize`Sent for approval by a second person.`);
    if (isDeleted) await this.row().close();
  }
}
