import type { BackupCheck, BackupTestRestore, BackupVerification } from '#contracts/backup/backup.js';
import type { NoteKind } from '../../../shared/note.js';
import { counted, tookWords } from './backup-words.rules.js';

export interface Verdict {
  readonly kind: NoteKind;
  readonly words: string;
}

/** What a verification found, in one or two sentences. */
export function verificationVerdict({ valid, checks }: BackupVerification): Verdict {
  if (valid) return { kind: 'good', words: $localize`This backup is valid: all of it was read, and every check passed.` };
  const failed = checks.filter(({ passed }) => !passed).length;
  return {
    kind: 'bad',
    words: $localize`This backup is not valid: ${counted(failed, $localize`check`, $localize`checks`)} failed. Nothing in Chat Man was changed. Don’t rely on this backup: create a new one, and keep this one until you know why it failed.`,
  };
}

/** The result of a test restore; the checks and tables below it show what did not come back. */
export function restoreVerdict({ success, durationMs, tables }: BackupTestRestore): Verdict {
  const took = $localize`Restored in ${tookWords(durationMs)} into a separate database, compared, and discarded`;
  if (success) return { kind: 'good', words: `${took}: ${allMatch(tables.length)}` };
  return {
    kind: 'bad',
    words: $localize`This backup didn’t restore to what was backed up. Nothing in Chat Man was changed. Create a new backup and test it, and keep this one until you know why it failed.`,
  };
}

const rootCheck = 'audit-root';

/** Everything that was checked, always including the audit log’s root hash. */
export function restoreChecks({ audit: { rootMatches }, checks }: BackupTestRestore): BackupCheck[] {
  if (checks.some(({ name }) => name === rootCheck)) return [...checks];
  const message = rootMatches
    ? $localize`The audit log’s root hash matches the signed one.`
    : $localize`The audit log’s root hash differs from the signed one.`;
  return [{ name: rootCheck, passed: rootMatches, message }, ...checks];
}

/** Differing tables first, the rest in their order. */
export function worstFirst(tables: BackupTestRestore['tables']): BackupTestRestore['tables'] {
  return [...tables.filter(({ matches }) => !matches), ...tables.filter(({ matches }) => matches)];
}

function allMatch(tables: number): string {
  return tables === 1 ? $localize`its one table matches.` : $localize`all ${String(tables)} tables match.`;
}
