import type { BackupTestRestore, BackupVerification } from '#contracts/backup.js';
import type { NoteKind } from '../../../shared/note.js';
import { counted, tookWords } from './backup-words.rules.js';

export interface Verdict {
  readonly kind: NoteKind;
  readonly words: string;
}

/** What a verification found, in one or two sentences. */
export function verificationVerdict({ valid, checks }: BackupVerification): Verdict {
  if (valid) return { kind: 'good', words: 'This backup is as it was written.' };
  const failed = checks.filter(({ passed }) => !passed).length;
  return {
    kind: 'bad',
    words: `This backup is not as it was written: ${counted(failed, 'check', 'checks')} failed. Nothing in Chat Man was changed. Do not rely on it: make a new one, and keep this one until you know why.`,
  };
}

/** What a test restore found. */
export function restoreVerdict({ success, durationMs, tables, audit, checks }: BackupTestRestore): Verdict {
  const took = `Restored in ${tookWords(durationMs)} to a database of its own, compared, and thrown away`;
  if (success) return { kind: 'good', words: `${took}: ${allMatch(tables.length)}` };
  const faults = [
    ...one(tables.filter(({ matches }) => !matches).length, 'table differs', 'tables differ'),
    ...(audit.rootMatches ? [] : ['the audit log has another root']),
    ...one(checks.filter(({ passed }) => !passed).length, 'check failed', 'checks failed'),
  ];
  const found = faults.length === 0 ? '' : `: ${faults.join(', ')}`;
  return {
    kind: 'bad',
    words: `This backup does not restore as it was made${found}. Nothing in Chat Man was changed. Make a new one and test that; keep this one until you know why.`,
  };
}

/** First what differs, then the rest as it came. */
export function worstFirst(tables: BackupTestRestore['tables']): BackupTestRestore['tables'] {
  return [...tables.filter(({ matches }) => !matches), ...tables.filter(({ matches }) => matches)];
}

function allMatch(tables: number): string {
  return tables === 1 ? 'its one table matches.' : `all ${String(tables)} tables match.`;
}

function one(count: number, single: string, many: string): string[] {
  return count === 0 ? [] : [counted(count, single, many)];
}
