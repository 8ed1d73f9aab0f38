import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings/settings-slice.js';

export const RightsSettings = settingsSlice('rights', {
  timeZone: setting(z.string().check(z.refine(isTimeZone, { error: 'must be a time zone such as Europe/Berlin' })), 'UTC', {
    describe: 'Time zone whose calendar counts for the periods of data subject requests, such as Europe/Berlin.',
    live: true,
  }),
  packageDays: setting(z.number().check(z.int(), z.minimum(1), z.maximum(30)), 7, {
    describe: 'Days for which collected data can be downloaded, once, before it is removed.',
    live: true,
  }),
  liftNoticeDays: setting(z.number().check(z.int(), z.minimum(1), z.maximum(60)), 7, {
    describe:
      'Days between informing a person and lifting the restriction of their data (GDPR Art. 18(3)), during which they can react.',
    live: true,
  }),
  accessReviewEveryDays: setting(z.number().check(z.int(), z.minimum(0), z.maximum(1_095)), 90, {
    describe: 'Days after one access review in which the next has to be finished; 0 for no reminder.',
    live: true,
    protects: true,
  }),
  accessReviewDays: setting(z.number().check(z.int(), z.minimum(1), z.maximum(365)), 30, {
    describe: 'Days from its start in which an access review has to be closed, unless the one who starts it says otherwise.',
    live: true,
  }),
  breachHours: setting(z.number().check(z.int(), z.minimum(1), z.maximum(1_440)), 72, {
    describe: 'Hours from becoming aware of an incident in which the supervisory authority has to be notified.',
    live: true,
    protects: true,
  }),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
