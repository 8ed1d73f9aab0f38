import { Component, computed, input } from '@angular/core';
import type { Restore } from '#contracts/backup/restore.js';
import { Note } from '../../../shared/note.js';
import { When } from '../../../shared/when/when.js';
import { restoreWords } from './restore-words.rules.js';

/** What came of the newest restore from the portal, and who decided it. */
@Component({
  selector: 'cm-restore-outcome',
  imports: [Note, When],
  template: `
    <cm-note [kind]="words().kind">
      <h2>{{ words().heading }}</h2>
      <p i18n>
        Backup from <cm-when [at]="restore().backupAt" />, restored <cm-when [at]="restore().endedAt ?? restore().startedAt" />.
        Requested by {{ nameOf(restore().requestedBy) }}{{ approver() }}.
      </p>
      @for (line of words().lines; track line) {
        <p>{{ line }}</p>
      }
    </cm-note>
  `,
  styles: `
    :host {
      display: block;
      margin: var(--space-2) 0;
    }
    h2 {
      margin: 0;
      font-size: inherit;
      font-weight: 600;
    }
    p {
      margin: 0;
      overflow-wrap: anywhere;
    }
  `,
})
export class RestoreOutcome {
  readonly restore = input.required<Restore>();

  protected readonly words = computed(() => restoreWords(this.restore()));
  protected readonly approver = computed(() => {
    const { approvedBy } = this.restore();
    return approvedBy === null
      ? $localize` alone, as the only person who could decide`
      : $localize`, approved by ${this.nameOf(approvedBy)}`;
  });

  protected nameOf({ displayName, username }: Restore['requestedBy']): string {
    return displayName ?? username ?? $localize`somebody who has no account now`;
  }
}
