import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings/settings-slice.js';

const schedule = z.enum(['hourly', 'daily', 'weekly', 'monthly']);

export const BackupSettings = settingsSlice('backup', {
  enabled: setting(z.boolean(), true, { describe: 'Whether backups can be created.', live: true, protects: true }),
  autoBackupEnabled: setting(z.boolean(), true, {
    describe: 'Whether backups are created automatically.',
    live: true,
    protects: true,
  }),
  autoBackupSchedule: setting(schedule, 'daily', {
    describe: 'How often an automatic backup is created.',
    live: true,
    protects: true,
  }),
  keepLastN: setting(z.number().check(z.int(), z.minimum(1), z.maximum(1000)), 7, {
    describe: 'Number of backups to keep; the latest verified one is always kept.',
    live: true,
    protects: true,
  }),
  testBackupsEnabled: setting(z.boolean(), true, {
    describe: 'Whether backups are automatically test-restored to a temporary database.',
    live: true,
    protects: true,
  }),
  testBackupSchedule: setting(schedule, 'weekly', {
    describe: 'How often an automatic test restore runs.',
    live: true,
    protects: true,
  }),
});
