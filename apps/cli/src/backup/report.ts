import type { Backup, BackupVerification } from '#contracts/backup/backup.js';

/** A backup in one line. */
export function line({ id, createdAt, state, failure, bytes, rows, verified, tested, label }: Backup): string {
  const facts = [
    id,
    createdAt,
    state === 'failed' ? `failed: ${failure}` : state,
    ...(state === 'finished' ? [`${rows} rows`, `${bytes} bytes`, judged(verified?.valid, 'verified', 'NOT valid')] : []),
    ...(tested ? [judged(tested.success, 'restores', 'can NOT be restored')] : []),
    ...(label === null ? [] : [label]),
  ];
  return facts.join('  ');
}

export function inLines(backups: readonly Backup[]): string {
  return backups.length === 0 ? 'No backups yet.\n' : backups.map((backup) => `${line(backup)}\n`).join('');
}

export function inWords({ valid, checks }: BackupVerification): string {
  const lines = checks.map(({ passed, message }) => `${passed ? ' ok  ' : 'BAD  '}${message}`);
  return `${[...lines, `The backup is ${valid ? '' : 'NOT '}valid.`].join('\n')}\n`;
}

function judged(isGood: boolean | undefined, good: string, bad: string): string {
  return isGood === undefined ? `not ${good}` : isGood ? good : bad;
}
