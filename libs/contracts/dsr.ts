import * as z from 'zod/mini';
import { PersonRef } from './auth/approvals.js';
import { Role } from './auth/roles.js';
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

/** The data map: what is kept, about whom, why, how long, and how it goes. */
export const DataInventory = z.object({ items: z.array(InventoryTable) }).register(z.globalRegistry, { id: 'DataInventory' });
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
