import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings/settings-slice.js';

const days = z.number().check(z.int(), z.minimum(1), z.maximum(36_500));

export const RetentionSettings = settingsSlice('retention', {
  enabled: setting(z.boolean(), true, {
    describe: 'Whether to delete data when its retention period ends.',
    live: true,
    protects: true,
  }),
  maxSessionAgeDays: setting(days, 90, {
    describe: 'Days to keep a conversation after its last message.',
    live: true,
    protects: true,
  }),
  autoCleanupEnabled: setting(z.boolean(), true, {
    describe: 'Whether clean-up runs automatically.',
    live: true,
    protects: true,
  }),
  cleanupSchedule: setting(z.enum(['hourly', 'daily', 'weekly', 'monthly']), 'daily', {
    describe: 'How often automatic clean-up runs.',
    live: true,
    protects: true,
  }),
  secondPersonAbove: setting(z.number().check(z.int(), z.minimum(0)), 10_000, {
    describe:
      'Objects that a retention run started by one person may remove; above this number, it takes a second person. Scheduled runs follow the policies.',
    live: true,
    protects: true,
  }),
  holdReleaseDelayHours: setting(z.number().check(z.int(), z.minimum(0), z.maximum(8760)), 24, {
    describe: 'Hours from the approval of a release until the legal hold ends. Applies to holds that are placed from now on.',
    live: true,
    protects: true,
  }),
});
