import * as z from 'zod/mini';
import { Id, Timestamp } from '#contracts/common.js';

const Count = z.number().check(z.int(), z.minimum(0));
/** SHA-256 in hex, as `sha256sum` prints it. */
const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** Schema and table or sequence, as `chat.message`. */
const QualifiedName = z.string().check(z.regex(/^[a-z_]+\.[a-z_0-9]+$/));
const ColumnName = z.string().check(z.regex(/^[a-z_][a-z_0-9]*$/));
/** Names a file of the backup's own directory and nothing outside it. */
const FileName = z.string().check(z.regex(/^[a-z_0-9][a-z_0-9.-]*$/), z.maxLength(200));

export const manifestFile = 'manifest.json';
/** Written last: without it there is no backup. */
export const manifestNoteFile = 'manifest.note';

/** A file of sealed, compressed rows. */
export const BackupPart = z.strictObject({ file: FileName, bytes: Count, sha256: Sha256 });
export type BackupPart = z.infer<typeof BackupPart>;

export const BackupTable = z.strictObject({
  name: QualifiedName,
  /** In the order in which they stand in each row. */
  columns: z.array(ColumnName).check(z.minLength(1)),
  /** The columns of its primary key, by which the rows are ordered: the same rows always make the same stream. */
  key: z.array(ColumnName).check(z.minLength(1)),
  rows: Count,
  /** Of the plain stream, as `COPY … TO STDOUT (FORMAT binary)` gives it, and its hash. */
  bytes: Count,
  sha256: Sha256,
  parts: z.array(BackupPart).check(z.minLength(1)),
});
export type BackupTable = z.infer<typeof BackupTable>;

export const BackupManifest = z.strictObject({
  version: z.literal(1),
  id: Id,
  createdAt: Timestamp,
  appVersion: z.string(),
  label: z.nullable(z.string()),
  madeBy: z.enum(['person', 'schedule', 'cli']),
  /** The migrations that had made the database, in the order of their names, with the SHA-256 of each file. */
  migrations: z.array(z.strictObject({ name: z.string(), checksum: Sha256 })),
  tables: z.array(BackupTable),
  /** Counters as PostgreSQL keeps them, `value` in decimal digits. */
  sequences: z.array(z.strictObject({ name: QualifiedName, value: z.string().check(z.regex(/^-?\d+$/)), isCalled: z.boolean() })),
  /** The anchor: the newest checkpoint in the snapshot, so the leaves that the backup carries are exactly those it speaks for. */
  audit: z.strictObject({
    size: Count,
    /** Base64, as in the checkpoint. */
    root: z.string(),
    /** C2SP signed note. */
    checkpoint: z.string(),
    /** First day of each month that the log has a partition for (`monthsQuery`). */
    months: z.array(z.iso.date()),
  }),
  /** The data key that all parts hang on; the keyring copy holds it. */
  key: z.strictObject({ id: z.uuid(), version: Count }),
});
export type BackupManifest = z.infer<typeof BackupManifest>;
