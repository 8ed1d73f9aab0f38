import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings/settings-slice.js';
import { receiver } from '#platform/outbound/outbound.settings.js';

const count = z.number().check(z.int(), z.minimum(1), z.maximum(100_000));

export const MonitoringSettings = settingsSlice('monitoring', {
  enabled: setting(z.boolean(), true, {
    describe: 'Whether to check regularly for conditions that raise an alert.',
    protects: true,
  }),
  alertWebhookUrl: setting(z.nullable(receiver), null, {
    describe: 'URL that alerts are posted to; null sends none.',
    env: 'ALERT_WEBHOOK_URL',
    protects: true,
  }),
  failedLoginThreshold: setting(count, 5, {
    describe: 'Number of failed sign-ins in one check interval that raises an alert.',
    live: true,
    protects: true,
  }),
  backupRestoreThreshold: setting(count, 2, {
    describe: 'Number of restores in one check interval that raises an alert.',
    live: true,
    protects: true,
  }),
  checkIntervalMinutes: setting(z.number().check(z.int(), z.minimum(1), z.maximum(1440)), 5, {
    describe: 'Minutes between checks.',
    protects: true,
  }),
  retainAlertsForDays: setting(count, 90, { describe: 'Days to keep alerts.', live: true, protects: true }),
  publicCheckpoint: setting(z.boolean(), false, {
    describe: 'Whether anyone can read the signed audit checkpoint.',
    live: true,
  }),
});
