import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings-slice.js';

const days = z.number().check(z.int(), z.minimum(1), z.maximum(36_500));

export const RetentionSettings = settingsSlice('retention', {
  enabled: setting(z.boolean(), true, { describe: 'Whether data is removed when its time is over.', live: true, protects: true }),
  maxSessionAgeDays: setting(days, 90, {
    describe: 'Days after its last message that a conversation is kept.',
    live: true,
    protects: true,
  }),
  autoCleanupEnabled: setting(z.boolean(), true, { describe: 'Whether clean-up runs by itself.', live: true, protects: true }),
  cleanupSchedule: setting(z.enum(['hourly', 'daily', 'weekly', 'monthly']), 'daily', {
    describe: 'How often clean-up runs by itself.',
    live: true,
    protects: true,
  }),
});
