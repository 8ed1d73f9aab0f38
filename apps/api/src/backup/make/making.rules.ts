import type { BackupFailure } from '#contracts/backup/backup.js';

/** A backup cannot go on, for a reason that has a name. */
export class BackupStopped extends Error {
  override readonly name = 'BackupStopped';

  constructor(readonly failure: BackupFailure) {
    super(`The backup stopped: ${failure}.`);
  }
}

const fileFaults: Readonly<Record<string, BackupFailure>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'directory-not-writable',
  EPERM: 'directory-not-writable',
  EROFS: 'directory-not-writable',
  ENOTDIR: 'directory-not-writable',
  ENOENT: 'directory-not-writable',
};

/** The error code for the cause of a failed backup. */
export function failureOf(cause: unknown): BackupFailure {
  if (cause instanceof BackupStopped) return cause.failure;
  const { code, name } = (cause ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  if (name === 'AbortError') return 'interrupted';
  return (typeof code === 'string' && fileFaults[code]) || 'failed';
}

interface NamedTable {
  readonly table: string;
  readonly backup: 'data' | 'keyring' | 'none';
}

/**
 * The tables of the database that are declared for this format. An undeclared table, or one without a primary key, stops the
 * backup: it would be silently missing, or never read the same again.
 */
export function tablesFor<Shape extends { readonly name: string; readonly key: readonly string[] }>(
  backup: 'data' | 'keyring',
  declared: readonly NamedTable[],
  shapes: readonly Shape[],
): Shape[] {
  const ways = new Map(declared.map((table) => [table.table, table.backup]));
  const undeclared = shapes.filter(({ name }) => !ways.has(name)).map(({ name }) => name);
  if (undeclared.length > 0)
    throw new RangeError(`Invariant broken: no declaration says whether to back up ${undeclared.join(', ')}.`);
  const chosen = shapes.filter(({ name }) => ways.get(name) === backup);
  const keyless = chosen.filter(({ key }) => key.length === 0).map(({ name }) => name);
  if (keyless.length > 0)
    throw new RangeError(`Invariant broken: without a primary key there is no order for ${keyless.join(', ')}.`);
  return chosen;
}
