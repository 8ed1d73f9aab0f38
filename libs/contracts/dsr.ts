import * as z from 'zod/mini';
import { PersonRef } from './auth/approvals.js';
import { Role } from './auth/people/roles.js';
import { Id, Timestamp } from './common.js';

export const ColumnClass = z.enum(['sealed', 'personal', 'secret', 'technical']);

export const InventoryTable = z.object({
  table: z.string(),
  purpose: z.string(),
  dataClass: z.string(),
  /** Whose data it is, in words. */
  subject: z.string(),
  legalBasis: z.string(),
  retention: z.string(),
  erasure: z.string(),
  backup: z.string(),
  columns: z.record(z.string(), ColumnClass),
});
export type InventoryTable = z.infer<typeof InventoryTable>;

/** Where data is kept outside of tables: files, indexes, caches, logs, backups. */
export const InventoryStore = z.object({
  name: z.string(),
  kind: z.enum(['file', 'index', 'cache', 'log', 'backup']),
  /** Below the data or the configuration directory; empty for memory and for what the deployer keeps. */
  places: z.array(z.string()),
  purpose: z.string(),
  dataClass: z.string(),
  legalBasis: z.string(),
  retention: z.string(),
  erasure: z.string(),
  isSealed: z.boolean(),
});
export type InventoryStore = z.infer<typeof InventoryStore>;

/** Who gets data from Chat Man. */
export const InventoryRecipient = z.object({
  name: z.string(),
  place: z.enum(['this-host', 'organisation', 'outside']),
  receives: z.string(),
  dataClasses: z.array(z.string()),
});
export type InventoryRecipient = z.infer<typeof InventoryRecipient>;

/** The data map: what is kept, about whom, why, how long, how it goes, and who else gets it. */
export const DataInventory = z
  .object({ items: z.array(InventoryTable), stores: z.array(InventoryStore), recipients: z.array(InventoryRecipient) })
  .register(z.globalRegistry, { id: 'DataInventory' });
export type DataInventory = z.infer<typeof DataInventory>;

export const ProcessingActivity = z.object({
  purpose: z.string(),
  subjects: z.string(),
  categories: z.array(z.string()),
  legalBasis: z.string(),
  retention: z.string(),
  recipients: z.string(),
  safeguards: z.array(z.string()),
});
export type ProcessingActivity = z.infer<typeof ProcessingActivity>;

/** Record of processing activities (GDPR Art. 30 (1)), from the same declarations. */
export const ProcessingRecord = z
  .object({ items: z.array(ProcessingActivity) })
  .register(z.globalRegistry, { id: 'ProcessingRecord' });
export type ProcessingRecord = z.infer<typeof ProcessingRecord>;

export const RecordQuery = z.strictObject({ format: z._default(z.enum(['json', 'csv', 'html']), 'json') });
export type RecordQuery = z.infer<typeof RecordQuery>;

/** One kind of data that is held about a person. */
export const HeldData = z.object({
  table: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  rows: z.number(),
  /** How long it is kept, in words. */
  kept: z.string(),
});
export type HeldData = z.infer<typeof HeldData>;

/** Somebody read or did something that concerned the person. */
export const DataAccess = z.object({
  at: Timestamp,
  /** An action of the audit log. */
  action: z.string(),
  role: z.string(),
  /** Not shown to clients of the organisation: to them, staff act in a role. */
  person: z.nullable(PersonRef),
});
export type DataAccess = z.infer<typeof DataAccess>;

/** What is held about the person who asks, for how long, and who looked at it. */
export const OwnData = z
  .object({
    account: z.object({
      id: Id,
      username: z.string(),
      displayName: z.string(),
      role: Role,
      /** Art. 18: nothing is processed any more. */
      restricted: z.boolean(),
      /** Art. 21: left out of statistics and reviews. */
      objected: z.boolean(),
    }),
    classes: z.array(z.object({ dataClass: z.string(), items: z.array(HeldData) })),
    accesses: z.array(DataAccess),
  })
  .register(z.globalRegistry, { id: 'OwnData' });
export type OwnData = z.infer<typeof OwnData>;
