import * as z from 'zod/mini';
import { Reason } from './auth/approvals.js';

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
