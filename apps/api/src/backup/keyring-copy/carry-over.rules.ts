import { BackupStopped } from '../make/making.rules.js';

interface Shape {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

interface Carried {
  readonly name: string;
  /** All of them where none are named. */
  readonly columns?: readonly string[];
  /**
   * How a row is applied to a restored table: `newest` replaces the one there or is added, `added` is added where there is none (such rows
   * never change), `changed` only changes the one there.
   */
  readonly applied: 'newest' | 'added' | 'changed';
}

/**
 * Carry-over: rows whose newest version applies whichever backup is restored. A hold that was placed after the backup is in force, and who
 * was restricted, has objected or was disabled since then still is. In the order in which they refer to each other.
 */
export const carriedTables: readonly Carried[] = [
  { name: 'retention.hold', applied: 'newest' },
  { name: 'retention.hold_item', applied: 'added' },
  { name: 'dsr.erased_in_part', applied: 'newest' },
  { name: 'auth.user', columns: ['id', 'state', 'restricted', 'objected'], applied: 'changed' },
];

/** What is read of them, given the tables of the database. */
export function carriedShapes(shapes: readonly Shape[]): Shape[] {
  return carriedTables.map(({ name, columns }) => {
    const shape = shapes.find((each) => each.name === name);
    if (!shape) throw new BackupStopped('failed');
    return { ...shape, columns: columns ?? shape.columns };
  });
}

/**
 * Whether a new keyring copy replaces an earlier one. It doesn't where that one has the keys of another database, as when Chat Man was
 * started on an empty database beside the backups of a lost one: those backups open with nothing else.
 *
 * @param earlier the backup key in the earlier copy; undefined in one that was written before copies named it
 * @param hasForeignBackups whether backups in the directory hang on another key than that of this database
 */
export function isReplaced(earlier: string | undefined, current: string | null, hasForeignBackups: boolean): boolean {
  return earlier === undefined ? !hasForeignBackups : earlier === current;
}
