import * as z from 'zod/mini';

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
