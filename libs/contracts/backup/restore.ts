import * as z from 'zod/mini';
import { PersonRef, Reason } from '../auth/approvals.js';
import { Id, Timestamp } from '../common.js';

const Count = z.number().check(z.int(), z.minimum(0));

/** Restoring discards everything since the backup, so it takes a reason and two people. */
export const RestoreBackup = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'RestoreBackup' });
export type RestoreBackup = z.infer<typeof RestoreBackup>;

/**
 * What a restore is at. `waiting`: every instance stops. `preparing`: a new database gets the schema of the backup and the data keys.
 * `loading`, `comparing`: its tables, one after the other. `updating`: what applies whichever backup is restored. `replacing`: the new
 * database takes the place of the old one. `starting`: Chat Man starts.
 */
export const RestorePhase = z.enum(['waiting', 'preparing', 'loading', 'comparing', 'updating', 'replacing', 'starting']);
export type RestorePhase = z.infer<typeof RestorePhase>;

/** `requested`: decided, and not begun. A restore that has failed left everything as it was. */
export const RestoreState = z.enum(['requested', 'running', 'finished', 'failed']);
export type RestoreState = z.infer<typeof RestoreState>;

/** How far a restore is, without anything that only some may know: shown to everybody while Chat Man is closed for it. */
export const RestoreProgress = z
  .object({
    state: RestoreState,
    phase: RestorePhase,
    /** Of the tables that are loaded or compared; both 0 in other phases. */
    done: Count,
    total: Count,
    /** When the backup was made. */
    backupAt: Timestamp,
    startedAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'RestoreProgress' });
export type RestoreProgress = z.infer<typeof RestoreProgress>;

/** A restore from the portal, as its starter and approver want to know of it. */
export const Restore = z
  .extend(RestoreProgress, {
    id: Id,
    backupId: Id,
    requestedBy: PersonRef,
    /** Null where no one else could have decided. */
    approvedBy: z.nullable(PersonRef),
    endedAt: z.nullable(Timestamp),
    /** What went wrong, in a sentence. */
    failure: z.nullable(z.string()),
    /** The name of the database that was replaced. */
    kept: z.nullable(z.string()),
    /** What was brought up to date, counted; null until then, and where the keyring copy was of an earlier version. */
    broughtUpToDate: z.nullable(z.object({ holds: Count, accounts: Count, tokens: Count, approvals: Count })),
  })
  .register(z.globalRegistry, { id: 'Restore' });
export type Restore = z.infer<typeof Restore>;

/** Null where none was ever started from the portal. */
export const NewestRestore = z.object({ restore: z.nullable(Restore) }).register(z.globalRegistry, { id: 'NewestRestore' });
export type NewestRestore = z.infer<typeof NewestRestore>;
