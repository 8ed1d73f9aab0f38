import type { BackupManifest, BackupTable } from './backup-manifest.js';
import type { Extent } from '../backup.rules.js';

/** How much there is of these tables: bytes as they lie on the disk. */
export function extentOf(tables: readonly BackupTable[]): Extent {
  return {
    bytes: tables.flatMap(({ parts }) => parts).reduce((sum, { bytes }) => sum + bytes, 0),
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    tables: tables.length,
  };
}

/** Files of the directory that no part of the manifest is, and parts that have no file. */
export function unexpectedAndMissing(
  { tables }: Pick<BackupManifest, 'tables'>,
  files: readonly string[],
  own: readonly string[],
): { readonly unexpected: string[]; readonly missing: string[] } {
  const named = new Set([...own, ...tables.flatMap(({ parts }) => parts.map(({ file }) => file))]);
  const there = new Set(files);
  return { unexpected: files.filter((file) => !named.has(file)), missing: [...named].filter((file) => !there.has(file)) };
}
