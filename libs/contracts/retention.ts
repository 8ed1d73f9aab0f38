import * as z from 'zod/mini';

export const RetentionClass = z.enum([
  'conversation',
  'audit',
  'account',
  'session',
  'knowledge',
  'operation',
  'key',
  'alert',
  'permanent',
]);
export type RetentionClass = z.infer<typeof RetentionClass>;

export const RetentionPolicy = z.object({
  class: RetentionClass,
  /** Days; null: kept until what it belongs to goes. */
  days: z.nullable(z.number()),
  /** What starts the clock or ends the keeping, in words. */
  rule: z.string(),
  /** The setting that the number comes from; null where the rule is fixed. */
  setting: z.nullable(z.string()),
  tables: z.array(z.string()),
});
export type RetentionPolicy = z.infer<typeof RetentionPolicy>;

export const RetentionPolicies = z
  .object({ enabled: z.boolean(), items: z.array(RetentionPolicy) })
  .register(z.globalRegistry, { id: 'RetentionPolicies' });
export type RetentionPolicies = z.infer<typeof RetentionPolicies>;
