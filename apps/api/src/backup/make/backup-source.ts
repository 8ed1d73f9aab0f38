import type { Readable } from 'node:stream';

/** A table as a backup carries it. */
export interface SourceTable {
  /** Schema-qualified, such as `chat.message`. */
  readonly name: string;
  /** In the order in which the stream carries them. Generated columns are none of them, identity columns are. */
  readonly columns: readonly string[];
  /** The columns of its primary key, by which the rows are ordered: the same rows always make the same stream. */
  readonly key: readonly string[];
  readonly rows: number;
  /** SHA-256 of the plain COPY stream, in hex. */
  readonly sha256: string;
}

/** The state of a counter: `audit.event_seq_seq`, 4711, true. */
export interface SourceSequence {
  readonly name: string;
  /** `pg_sequence.last_value`, a bigint in decimal. */
  readonly value: string;
  readonly isCalled: boolean;
}

/** What restoring has to know of a backup before it reads any of it. */
export interface SourceManifest {
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Every migration that had been applied, with the SHA-256 of its file in hex, in the order of the names: `platform.migration`. */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
  readonly tables: readonly SourceTable[];
  readonly sequences: readonly SourceSequence[];
  readonly audit: {
    /** How many leaves the checkpoint speaks for, and their root (RFC 6962) in base64. */
    readonly size: number;
    readonly root: string;
    /** The newest signed note of the snapshot. */
    readonly checkpoint: string;
    /** First day of each month that has a partition of `audit.event` (`monthsQuery`): they must be there before rows can be loaded. */
    readonly months: readonly string[];
  };
}

/** A backup that can be read: sealed parts on disk, or (in tests) a living database. */
export interface BackupSource {
  readonly manifest: SourceManifest;
  /** The rows of a table of the manifest as `COPY … TO STDOUT (FORMAT binary)` wrote them. Breaks with an error where anything was altered. */
  copyStream(table: string): Readable;
}

/** Reads a table as a backup carries it. Binary COPY has one text for one value, so equal rows give equal streams. */
export function copyOut({ name, columns, key }: Pick<SourceTable, 'name' | 'columns' | 'key'>): string {
  return `COPY (SELECT ${quoted(columns)} FROM ${tableName(name)} ORDER BY ${quoted(key)}) TO STDOUT (FORMAT binary)`;
}

/** The months of `audit` in the manifest, to be read in the snapshot. */
export const monthsQuery = `
  SELECT to_char(to_date(right(child.relname, 7), 'YYYY_MM'), 'YYYY-MM-DD') AS month
    FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
   WHERE inhparent = 'audit.event'::regclass
   ORDER BY 1`;

/** Writes what `copyOut` read into the table of the same name. */
export function copyIn({ name, columns }: Pick<SourceTable, 'name' | 'columns'>): string {
  return `COPY ${tableName(name)} (${quoted(columns)}) FROM STDIN (FORMAT binary)`;
}

function tableName(name: string): string {
  return name.split('.').map(identifier).join('.');
}

function quoted(columns: readonly string[]): string {
  return columns.map(identifier).join(', ');
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
