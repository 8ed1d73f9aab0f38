import * as z from 'zod/mini';
import { Id, Timestamp } from '#contracts/common.js';
import { BackupTable } from '../manifest/backup-manifest.js';

/** Directory of the keyring copies, beside those of the backups. */
export const keyringDirectory = 'keyring';
export const keyringFile = 'keyring.json';
/** Written last: without it there is no copy. */
export const keyringNoteFile = 'keyring.note';

/**
 * The wrapped data keys, sealed under the master key of the purpose `backup`. With the master password and the key derivation
 * described here, it opens without any file of the configuration directory.
 */
export const KeyringCopy = z.strictObject({
  version: z.literal(1),
  id: Id,
  createdAt: Timestamp,
  /** `config/.encryption_salt` and `config/.auth` as they are. */
  salt: z.string(),
  verifier: z.string(),
  /** `config/audit.pub`, a key a line: without them a log whose configuration was lost could prove nothing and never go on. */
  logKeys: z.array(z.string()),
  /** Which wrap key is current. */
  wrapKeyId: z.string(),
  tables: z.array(BackupTable),
  /** The data key that backups of this database hang on; missing in copies of earlier versions. */
  backupKeyId: z.optional(z.uuid()),
  /** What applies whichever backup is restored, and the version it had in the database. */
  carryOver: z.optional(z.strictObject({ version: z.uuid(), tables: z.array(BackupTable) })),
});
export type KeyringCopy = z.infer<typeof KeyringCopy>;
