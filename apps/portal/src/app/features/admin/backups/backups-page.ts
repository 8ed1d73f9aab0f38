import { Component, DestroyRef, computed, effect, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Backup } from '#contracts/backup/backup.js';
import { Session } from '../../../core/session/session.js';
import { Icon } from '../../../shared/icon.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { OpenRow } from '../../../shared/lists/open-row.js';
import { RowLink } from '../../../shared/lists/row-link.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { Now } from '../../../shared/when/now.js';
import { When } from '../../../shared/when/when.js';
import { BackupGrowth } from './growth/backup-growth.js';
import { BackupPanel } from './backup-panel.js';
import {
  backupHealth,
  backupMark,
  backupName,
  makerWords,
  progressWords,
  sizeWords,
  type BackupHealth,
} from './backup-words.rules.js';
import { BackupsApi } from './backups-api.js';
import { BackupsStore } from './backups-store.js';
import { isRecent } from './restore-words.rules.js';
import { RestoreOutcome } from './restore-outcome.js';
import { NewBackupDialog } from './new-backup-dialog.js';

/** The backups and the state of each. */
@Component({
  selector: 'cm-backups-page',
  imports: [
    BackupGrowth,
    BackupPanel,
    Icon,
    ListEnd,
    LoadFailure,
    MatButton,
    NewBackupDialog,
    Note,
    RestoreOutcome,
    RouterLink,
    RowLink,
    StateMark,
    When,
  ],
  host: { class: 'cm-list-page' },
  templateUrl: './backups-page.html',
  styles: `
    .trouble {
      margin: var(--space-2) 0;
    }
    .figure {
      text-align: end;
      white-space: nowrap;
    }
    .progress {
      display: block;
      padding-inline-start: var(--space-1);
      white-space: nowrap;
    }
  `,
})
export class BackupsPage {
  protected readonly $localize = $localize;
  private readonly api = inject(BackupsApi);
  private readonly now = inject(Now);
  private readonly session = inject(Session);
  protected readonly store = inject(BackupsStore);

  /** From the URL: the open backup. */
  readonly id = input<string>();

  protected readonly backupMark = backupMark;
  protected readonly backupName = backupName;
  protected readonly makerWords = makerWords;
  protected readonly progressWords = progressWords;
  protected readonly sizeWords = sizeWords;
  protected readonly making = signal(false);
  protected readonly mayMake = computed(() => this.session.may('backup:create'));
  protected readonly maySeeSettings = computed(() => this.session.may('settings:read'));
  protected readonly isEmpty = computed(() => this.store.list.items().length === 0 && !this.store.list.hasMore());

  /** The health check of backups, fetched again when the newest backup changes; the page is complete without it. */
  private readonly check = resource({
    params: () => {
      const [newest] = this.store.list.items();
      return `${newest?.id ?? ''} ${newest?.state ?? ''} ${String(newest?.verified?.valid)}`;
    },
    loader: ({ abortSignal }) => this.api.health(abortSignal),
  });
  protected readonly health = linkedSignal<boolean, BackupHealth | null>({
    source: () => this.check.hasValue(),
    computation: (isKnown, before) => (isKnown ? backupHealth(this.check.value()) : (before?.value ?? null)),
  });
  protected readonly canMake = computed(() => this.health()?.canMake ?? true);

  private readonly restore = resource({ loader: ({ abortSignal }) => this.api.newestRestore(abortSignal) });
  /** Shown for a week: by then everybody has seen it, and the audit log keeps it. */
  protected readonly restored = computed(() => {
    const restore = this.restore.hasValue() ? this.restore.value() : null;
    return restore !== null && isRecent(restore, this.now.at()) ? restore : null;
  });

  protected readonly row = new OpenRow<Backup>({
    id: this.id,
    list: this.store.list,
    path: '/admin/backups',
    fetch: (id, signal) => this.api.backup(id, { signal }),
  });

  constructor() {
    const leave = this.store.join();
    effect(() => this.store.shown.set(this.id() ?? null));
    inject(DestroyRef).onDestroy(() => {
      this.store.shown.set(null);
      leave();
    });
  }
}
