import type { BackupCheck, BackupTestRestore, BackupVerification } from '#contracts/backup.js';
import type { NoteKind } from '../../../shared/note.js';
import { counted, tookWords } from './backup-words.rules.js';

export interface Verdict {
  readonly kind: NoteKind;
  readonly words: string;
}

/** What a verification found, in one or two sentences. */
export function verificationVerdict({ valid, checks }: BackupVerification): Verdict {
  if (valid) return { kind: 'good', words: 'This backup is sound: everything was read, and every check passed.' };
  const failed = checks.filter(({ passed }) => !passed).length;
  return {
    kind: 'bad',
    words: `This backup is not sound: ${counted(failed, 'check', 'checks')} failed. Nothing in Chat Man was changed. Do not rely on it: make a new one, and keep this one until you know why.`,
  };
}

/** What a test restore found; the checks and tables below it say what did not come back. */
export function restoreVerdict({ success, durationMs, tables }: BackupTestRestore): Verdict {
  const took = `Restored in ${tookWords(durationMs)} to a database of its own, compared, and thrown away`;
  if (success) return { kind: 'good', words: `${took}: ${allMatch(tables.length)}` };
  return {
    kind: 'bad',
    words:
      'This backup does not restore as it was made. Nothing in Chat Man was changed. Make a new one and test that; keep this one until you know why.',
  };
}

const rootCheck = 'audit-root';

/** Everything that was checked; the root of the audit log is always among it. */
export function restoreChecks({ audit: { rootMatches }, checks }: BackupTestRestore): BackupCheck[] {
  if (checks.some(({ name }) => name === rootCheck)) return [...checks];
  const message = rootMatches
    ? 'The audit log has the root that was signed.'
    : 'The audit log has another root than the one that was signed.';
  return [{ name: rootCheck, passed: rootMatches, message }, ...checks];
}

/** First what differs, then the rest as it came. */
export function worstFirst(tables: BackupTestRestore['tables']): BackupTestRestore['tables'] {
  return [...tables.filter(({ matches }) => !matches), ...tables.filter(({ matches }) => matches)];
}

function allMatch(tables: number): string {
  return tables === 1 ? 'its one table matches.' : `all ${String(tables)} tables match.`;
}
