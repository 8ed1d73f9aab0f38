import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings-slice.js';

const minutes = (most: number) => z.number().check(z.int(), z.minimum(1), z.maximum(most));

export const AuthSettings = settingsSlice('auth', {
  selfRegistration: setting(z.boolean(), true, {
    describe: 'Whether people may make an account for themselves. It always begins as external_client.',
    live: true,
  }),
  requireMfa: setting(z.enum(['auto', 'staff', 'all', 'none']), 'auto', {
    describe:
      'Who must have a second factor. auto: staff in production, nobody elsewhere. Whoever owes one can do nothing else until it is enrolled.',
    live: true,
  }),
  idleMinutes: setting(minutes(24 * 60), 15, {
    describe: 'Minutes without an action of the person after which a session ends (HIPAA §164.312(a)(2)(iii)).',
    live: true,
  }),
  absoluteHours: setting(z.number().check(z.int(), z.minimum(1), z.maximum(168)), 12, {
    describe: 'Hours after sign-in at which a session ends, however much it is used.',
    live: true,
  }),
});

export const LimitSettings = settingsSlice('limits', {
  requestsPerMinute: setting(z.number().check(z.int(), z.minimum(1), z.maximum(1_000_000)), 100, {
    describe: 'Requests that one address may send in a minute.',
    live: true,
  }),
  loginFailures: setting(z.number().check(z.int(), z.minimum(1), z.maximum(100)), 5, {
    describe: 'Failed sign-ins of one account or from one address after which no attempt is heard for a while.',
    live: true,
  }),
  loginWindowMinutes: setting(minutes(24 * 60), 15, {
    describe: 'Minutes that a failed sign-in counts.',
    live: true,
  }),
});
