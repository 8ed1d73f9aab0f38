import * as z from 'zod/mini';
import { Role } from '#contracts/auth/people/roles.js';
import { hasCredentials } from '#platform/config/environment/shown-address.js';
import { setting, settingGroup, settingsSlice } from '#platform/config/settings/settings-slice.js';

/** Plain http would expose codes and tokens to the network; on this host itself there is none. */
const issuer = z.url({ protocol: /^https?$/ }).check(
  z.refine((url) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${url}/`), {
    error: 'must start with https:// (http:// only for this host)',
  }),
  z.refine((url) => !hasCredentials(url), { error: 'without user and password' }),
);
const claim = z.string().check(z.minLength(1), z.maxLength(200));

export const AuthSettings = settingsSlice('auth', {
  selfRegistration: setting(z.boolean(), true, {
    describe: 'Whether people can create their own account. It always starts with the role external_client.',
    live: true,
    protects: true,
  }),
  assurance: setting(z.enum(['standard', 'asvs-2']), 'standard', {
    describe:
      'Assurance standard for accounts. standard: what the deployment guides require. asvs-2: OWASP ASVS 5.0, level 2, even where it differs: passwords of at least 15 characters without composition rules, a second factor for everyone, app codes valid only in their own 30 seconds, and step-up with all factors and a new session id, for programs too. See the table in docs/security.md.',
    onHost: true,
  }),
  requireMfa: setting(z.enum(['auto', 'staff', 'all', 'none']), 'auto', {
    describe:
      'Who must have a second factor. auto: staff in production, nobody elsewhere. People who need one can do nothing else until they set it up. With auth.assurance asvs-2, everyone needs one, whatever this says.',
    live: true,
    protects: true,
  }),
  idleMinutes: setting(z.number().check(z.int(), z.minimum(1), z.maximum(60)), 15, {
    describe: 'Minutes of inactivity after which a session ends (HIPAA §164.312(a)(2)(iii)).',
    live: true,
    protects: true,
  }),
  absoluteHours: setting(z.number().check(z.int(), z.minimum(1), z.maximum(24)), 12, {
    describe: 'Hours after sign-in at which a session ends, even while in use.',
    live: true,
    protects: true,
  }),
  dormantDays: setting(
    z.number().check(
      z.refine((days) => Number.isInteger(days) && (days === 0 || (days >= 30 && days <= 3_650)), {
        error: 'must be 0, or from 30 to 3650',
      }),
    ),
    180,
    {
      describe:
        'Days without a sign-in or use of a token after which an account is disabled; 0 for never. Its owner and the alerts say so beforehand. The last administrator stays, and so do the last three people who decide.',
      live: true,
      protects: true,
    },
  ),
  dormantNoticeDays: setting(z.number().check(z.int(), z.minimum(1), z.maximum(29)), 14, {
    describe: 'Days between the notice that an unused account will be disabled and disabling it.',
    live: true,
  }),
  sso: settingGroup({
    issuer: setting(z.nullable(issuer), null, {
      describe: 'Issuer URL of an OpenID Connect provider for single sign-on, exactly as in its tokens; null for none.',
      onHost: true,
    }),
    clientId: setting(z.nullable(z.string().check(z.minLength(1))), null, {
      describe: 'Client id of Chat Man at the provider. Register the callback <PUBLIC_URL>/api/auth/sso/callback there.',
      onHost: true,
    }),
    clientSecretFile: setting(z.nullable(z.string().check(z.minLength(1))), null, {
      describe: 'File with the client secret from the provider, relative to config/; null for a client without one.',
      onHost: true,
    }),
    label: setting(z.string().check(z.minLength(1), z.maxLength(60)), 'Single sign-on', {
      describe: 'Name of the provider on the sign-in page.',
      live: true,
    }),
    scopes: setting(
      z.array(claim).check(z.refine((scopes) => scopes.includes('openid'), { error: 'must include openid' })),
      ['openid', 'profile'],
      {
        describe: 'Scopes to request from the provider.',
        onHost: true,
      },
    ),
    usernameClaim: setting(claim, 'preferred_username', {
      describe: 'Claim of the ID token to use as the username of a new account.',
      onHost: true,
    }),
    displayNameClaim: setting(claim, 'name', { describe: 'Claim to use as the display name.', onHost: true }),
    roleClaim: setting(z.nullable(claim), null, {
      describe:
        'Claim with the person’s groups. If set, the provider decides between external_client and operations_team at each sign-in; null leaves roles to Chat Man.',
      onHost: true,
    }),
    roles: setting(
      z.record(z.string(), Role),
      {},
      {
        describe: 'Which group gives which role. Anything above operations_team becomes a request that administrators decide.',
        onHost: true,
      },
    ),
    createAccounts: setting(z.boolean(), true, {
      describe: 'Whether people without an account get one when they first sign in with the provider.',
      live: true,
      protects: true,
    }),
  }),
});

export const LimitSettings = settingsSlice('limits', {
  requestsPerMinute: setting(z.number().check(z.int(), z.minimum(20), z.maximum(1_000_000)), 100, {
    describe:
      'Requests per minute from one address by visitors, including sign-in attempts. A session can send three times as many and an account six times, from any address.',
    live: true,
    protects: true,
  }),
  loginFailures: setting(z.number().check(z.int(), z.minimum(3), z.maximum(100)), 5, {
    describe: 'Failed sign-ins for one account or from one address after which further attempts are refused for a while.',
    live: true,
    protects: true,
  }),
  loginWindowMinutes: setting(z.number().check(z.int(), z.minimum(5), z.maximum(24 * 60)), 15, {
    describe: 'Minutes for which a failed sign-in counts.',
    live: true,
    protects: true,
  }),
});
