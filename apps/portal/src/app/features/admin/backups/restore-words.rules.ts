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
      heading: 'The restore failed',
      lines: [failure ?? 'Nothing was changed.', 'Chat Man goes on with the database of before.'],
    };
  if (state !== 'finished')
    return { kind: 'warn', heading: 'A restore is about to begin', lines: ['Chat Man closes for everybody in a moment.'] };
  return {
    kind: failure === null ? 'good' : 'warn',
    heading: 'The backup was restored',
    lines: [...(failure === null ? [] : [failure]), ...sinceLines(broughtUpToDate), ...keptLines(kept)],
  };
}

const weekMs = 7 * 86_400_000;

export function isRecent({ startedAt }: Pick<Restore, 'startedAt'>, now: Date): boolean {
  return now.getTime() - Date.parse(startedAt) < weekMs;
}

function sinceLines(since: Restore['broughtUpToDate']): string[] {
  if (since === null)
    return ['Legal holds placed since the backup, and accounts disabled or restricted since then, have to be entered again.'];
  const { holds, accounts, tokens, approvals } = since;
  const brought = `Brought up to date: ${counted(holds, 'legal hold', 'legal holds')}, the state of ${counted(accounts, 'account', 'accounts')}.`;
  const ended = `Ended: all sessions, ${counted(tokens, 'API token', 'API tokens')}, ${counted(approvals, 'pending approval', 'pending approvals')}.`;
  return [brought, ended];
}

function keptLines(kept: string | null): string[] {
  return kept === null ? [] : [`The previous database is kept on the server as ${kept}.`];
}
