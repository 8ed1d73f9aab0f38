import * as z from 'zod/mini';
import { PersonRef, Reason } from './auth/approvals.js';
import { Id, PageQuery, Timestamp, pageOf } from './common.js';

/** Where a value comes from; a later one wins: default < file (`config/settings.json`) < environment < override (admin panel). */
export const SettingOrigin = z.enum(['default', 'file', 'environment', 'override']);
export type SettingOrigin = z.infer<typeof SettingOrigin>;

export const Setting = z.object({
  /** Dotted path, such as `model.temperature`. */
  key: z.string(),
  value: z.unknown(),
  origin: SettingOrigin,
  description: z.string(),
  /** Whether a running system takes a new value without a restart. */
  live: z.boolean(),
  /** Whether the value waits for a restart of Chat Man; until then `inForce` is in effect. */
  awaitsRestart: z.boolean(),
  /** The value that the answering process works with. */
  inForce: z.unknown(),
  /** Whether only file and environment can set it, and the admin panel cannot. */
  onHost: z.boolean(),
  /** Whether it protects people, data or the record: changing it takes a reason, a step-up and a second person, never an API token. */
  protects: z.boolean(),
  /** JSON Schema (2020-12) of the values it takes, with its default. */
  accepts: z.record(z.string(), z.unknown()),
});
export type Setting = z.infer<typeof Setting>;

export const SettingList = z.object({ items: z.array(Setting) }).register(z.globalRegistry, { id: 'SettingList' });
export type SettingList = z.infer<typeof SettingList>;

const SettingKey = z.string().check(z.regex(/^[a-z][A-Za-z0-9_]*(\.[a-z][A-Za-z0-9_]*)+$/));

export const ChangeSettings = z
  .strictObject({
    /** Dotted path → new value, or null to take the override back. */
    changes: z.record(SettingKey, z.unknown()),
    /** Why; has to be given where one of them protects. */
    reason: z.optional(Reason),
  })
  .register(z.globalRegistry, { id: 'ChangeSettings' });
export type ChangeSettings = z.infer<typeof ChangeSettings>;

export const SettingHistoryQuery = z.extend(PageQuery, { key: z.optional(SettingKey) });
export type SettingHistoryQuery = z.infer<typeof SettingHistoryQuery>;

/** A change that was made in the admin panel or over the API. */
export const SettingChange = z
  .object({
    id: Id,
    key: z.string(),
    /** The values in force before and after, whatever they came from. */
    from: z.unknown(),
    to: z.unknown(),
    /** Whether the value was taken back to what the host or the default says. */
    isReset: z.boolean(),
    requestedBy: PersonRef,
    /** The second person, where it took one. */
    approvedBy: z.nullable(PersonRef),
    reason: z.nullable(z.string()),
    changedAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'SettingChange' });
export type SettingChange = z.infer<typeof SettingChange>;

export const SettingHistory = pageOf(SettingChange).register(z.globalRegistry, { id: 'SettingHistory' });
export type SettingHistory = z.infer<typeof SettingHistory>;
