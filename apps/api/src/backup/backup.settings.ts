import * as z from 'zod/mini';
import { setting, settingGroup, settingsSlice } from '#platform/config/settings/settings-slice.js';

const schedule = z.enum(['hourly', 'daily', 'weekly', 'monthly']);

const period = (name: string) =>
  setting(z.number().check(z.int(), z.minimum(0), z.maximum(1000)), 0, {
    describe: `Number of ${name} of which the newest backup is kept, beside the newest ones of all.`,
    live: true,
    protects: true,
  });

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
  keep: settingGroup({
    days: period('days'),
    weeks: period('weeks'),
    months: period('months'),
    years: period('years'),
  }),
  offsite: settingGroup({
    directory: setting(z.nullable(z.string().check(z.minLength(1))), null, {
      describe:
        'Directory on another disk or a mounted share, to which every verified automatic backup is copied, encrypted as it is. It has to be there; null: none.',
      onHost: true,
    }),
    s3: settingGroup({
      endpoint: setting(z.nullable(z.url({ protocol: /^https?$/ })), null, {
        describe: 'Address of an S3-compatible bucket to copy backups to, such as https://s3.example.com/backups; null: none.',
        onHost: true,
      }),
      region: setting(z.string().check(z.minLength(1)), 'auto', { describe: 'Region of the bucket.', onHost: true }),
      keyFile: setting(z.nullable(z.string()), null, {
        describe: 'File with the access key’s id and its secret, one per line, relative to config/.',
        onHost: true,
      }),
    }),
    keepLastN: setting(z.number().check(z.int(), z.minimum(1), z.maximum(10_000)), 30, {
      describe: 'Number of copies to keep off-site.',
      onHost: true,
    }),
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
