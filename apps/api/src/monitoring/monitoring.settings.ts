import * as z from 'zod/mini';
import { setting, settingGroup, settingsSlice } from '#platform/config/settings/settings-slice.js';
import { receiver } from '#platform/outbound/outbound.settings.js';
import { EmailSettings } from './delivery/email/email.settings.js';

const count = z.number().check(z.int(), z.minimum(1), z.maximum(100_000));

const hour = z.number().check(z.int(), z.minimum(0), z.maximum(24));
const timeZone = z.string().check(z.refine(isTimeZone, { error: 'a time zone such as Europe/Berlin' }));

export const MonitoringSettings = settingsSlice('monitoring', {
  enabled: setting(z.boolean(), true, {
    describe: 'Whether to check regularly for conditions that raise an alert.',
    live: true,
    protects: true,
  }),
  alertWebhookUrl: setting(z.nullable(receiver), null, {
    describe: 'URL that alerts are posted to; null sends none.',
    env: 'ALERT_WEBHOOK_URL',
    protects: true,
  }),
  email: EmailSettings,
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
    describe: 'Length of a check interval in minutes: how far back thresholds count. Rules run several times a minute.',
    live: true,
    protects: true,
  }),
  deniedRequestThreshold: setting(count, 20, {
    describe:
      'Number of denied requests of one account in one check interval that raises an alert; ten times as many of visitors.',
    live: true,
    protects: true,
  }),
  massReadThreshold: setting(count, 200, {
    describe: 'Number of records of others that one account opens in one check interval that raises an alert.',
    live: true,
    protects: true,
  }),
  massExportThreshold: setting(count, 10, {
    describe: 'Number of exports of one account in one check interval that raises an alert.',
    live: true,
    protects: true,
  }),
  officeHours: settingGroup({
    days: setting(z.array(z.number().check(z.int(), z.minimum(1), z.maximum(7))), [1, 2, 3, 4, 5], {
      describe: 'Days on which administration is ordinary: 1 is Monday, 7 is Sunday. Without any, no hour is unusual.',
      live: true,
      protects: true,
    }),
    from: setting(hour, 6, { describe: 'Hour at which office hours begin.', live: true, protects: true }),
    to: setting(hour, 22, { describe: 'Hour at which office hours end.', live: true, protects: true }),
    timeZone: setting(z.nullable(timeZone), null, {
      describe: 'Time zone of office hours, such as Europe/Berlin; null means that of the host.',
      live: true,
      protects: true,
    }),
  }),
  retainAlertsForDays: setting(count, 90, { describe: 'Days to keep alerts.', live: true, protects: true }),
  scrapeTokenFile: setting(z.nullable(z.string()), null, {
    describe:
      'File with a secret, relative to config/, that lets Prometheus on another machine read the metrics with "Authorization: Bearer …"; null: an API token only.',
    onHost: true,
  }),
  publicCheckpoint: setting(z.boolean(), false, {
    describe: 'Whether anyone can read the signed audit checkpoint.',
    live: true,
  }),
});

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
