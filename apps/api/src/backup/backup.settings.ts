import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings-slice.js';

const schedule = z.enum(['hourly', 'daily', 'weekly', 'monthly']);

export const BackupSettings = settingsSlice('backup', {
  enabled: setting(z.boolean(), true, { describe: 'Whether backups can be made.', live: true, protects: true }),
  autoBackupEnabled: setting(z.boolean(), true, {
    describe: 'Whether backups are made by themselves.',
    live: true,
    protects: true,
  }),
  autoBackupSchedule: setting(schedule, 'daily', {
    describe: 'How often a backup is made by itself.',
    live: true,
    protects: true,
  }),
  keepLastN: setting(z.number().check(z.int(), z.minimum(1), z.maximum(1000)), 7, {
    describe: 'Number of backups kept; the newest verified one always stays.',
    live: true,
    protects: true,
  }),
  testBackupsEnabled: setting(z.boolean(), true, {
    describe: 'Whether backups are restored to a scratch database by themselves.',
    live: true,
    protects: true,
  }),
  testBackupSchedule: setting(schedule, 'weekly', {
    describe: 'How often a test restore runs by itself.',
    live: true,
    protects: true,
  }),
});
