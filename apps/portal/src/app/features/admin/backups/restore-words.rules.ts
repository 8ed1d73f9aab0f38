import type { Restore } from '#contracts/backup/restore.js';
import { counted } from './backup-words.rules.js';

export interface RestoreWords {
  readonly kind: 'good' | 'bad' | 'warn';
  readonly heading: string;
  /** What came of it, a sentence each. */
  readonly lines: readonly string[];
}

/** The newest restore, for those who come back to see what came of it. */
export function restoreWords({ state, failure, kept, broughtUpToDate }: Restore): RestoreWords {
  if (state === 'failed')
    return {
      kind: 'bad',
      heading: $localize`The restore failed`,
      lines: [failure ?? $localize`Nothing was changed.`, $localize`Chat Man goes on with the database of before.`],
    };
  if (state !== 'finished')
    return {
      kind: 'warn',
      heading: $localize`A restore is about to begin`,
      lines: [$localize`Chat Man closes for everybody in a moment.`],
    };
  return {
    kind: failure === null ? 'good' : 'warn',
    heading: $localize`The backup was restored`,
    lines: [...(failure === null ? [] : [failure]), ...sinceLines(broughtUpToDate), ...keptLines(kept)],
  };
}

const weekMs = 7 * 86_400_000;

export function isRecent({ startedAt }: Pick<Restore, 'startedAt'>, now: Date): boolean {
  return now.getTime() - Date.parse(startedAt) < weekMs;
}

function sinceLines(since: Restore['broughtUpToDate']): string[] {
  if (since === null)
    return [
      $localize`Legal holds placed since the backup, and accounts disabled or restricted since then, have to be entered again.`,
    ];
  const { holds, accounts, tokens, approvals } = since;
  const brought = $localize`Brought up to date: ${counted(holds, $localize`legal hold`, $localize`legal holds`)}, the state of ${counted(accounts, $localize`account`, $localize`accounts`)}.`;
  const ended = $localize`Ended: all sessions, ${counted(tokens, $localize`API token`, $localize`API tokens`)}, ${counted(approvals, $localize`pending approval`, $localize`pending approvals`)}.`;
  return [brought, ended];
}

function keptLines(kept: string | null): string[] {
  return kept === null ? [] : [$localize`The previous database is kept on the server as ${kept}.`];
}
