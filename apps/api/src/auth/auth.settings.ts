import * as z from 'zod/mini';
import { Role } from '#contracts/roles.js';
import { setting, settingGroup, settingsSlice } from '#platform/config/settings-slice.js';

/** Plain http would show codes and tokens to the network; on this very host there is none in between. */
const issuer = z.url({ protocol: /^https?$/ }).check(
  z.refine((url) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${url}/`), {
    error: 'must begin with https:// (http:// for this host alone)',
  }),
);
const claim = z.string().check(z.minLength(1), z.maxLength(200));

export const AuthSettings = settingsSlice('auth', {
  selfRegistration: setting(z.boolean(), true, {
    describe: 'Whether people may make an account for themselves. It always begins as external_client.',
    live: true,
    protects: true,
  }),
  assurance: setting(z.enum(['standard', 'asvs-2']), 'standard', {
    describe:
      'To what accounts are held. standard: what the deployment guides ask for. asvs-2: OWASP ASVS 5.0, level 2, also where it asks for something else than they do: passwords of 15 characters without rules of composition, a second factor for everybody, codes of an app in their own 30 seconds only, a step-up by all factors, with a new session id for programs too. docs/security.md has the table.',
    onHost: true,
  }),
  requireMfa: setting(z.enum(['auto', 'staff', 'all', 'none']), 'auto', {
    describe:
      'Who must have a second factor. auto: staff in production, nobody elsewhere. Whoever owes one can do nothing else until it is enrolled. With auth.assurance asvs-2 everybody must, whatever is said here.',
    live: true,
    protects: true,
  }),
  idleMinutes: setting(z.number().check(z.int(), z.minimum(1), z.maximum(60)), 15, {
    describe: 'Minutes without an action of the person after which a session ends (HIPAA §164.312(a)(2)(iii)).',
    live: true,
    protects: true,
  }),
  absoluteHours: setting(z.number().check(z.int(), z.minimum(1), z.maximum(24)), 12, {
    describe: 'Hours after sign-in at which a session ends, however much it is used.',
    live: true,
    protects: true,
  }),
  sso: settingGroup({
    issuer: setting(z.nullable(issuer), null, {
      describe: 'Address of an OpenID Connect provider for single sign-on, as its tokens name it; null for none.',
      onHost: true,
    }),
    clientId: setting(z.nullable(z.string().check(z.minLength(1))), null, {
      describe: 'What the provider calls Chat Man. There, register the callback <PUBLIC_URL>/api/auth/sso/callback.',
      onHost: true,
    }),
    clientSecretFile: setting(z.nullable(z.string().check(z.minLength(1))), null, {
      describe: 'File with the secret that the provider gave, relative to config/; null for a client without one.',
      onHost: true,
    }),
    label: setting(z.string().check(z.minLength(1), z.maxLength(60)), 'Single sign-on', {
      describe: 'How the sign-in page calls the provider.',
      live: true,
    }),
    scopes: setting(
      z.array(claim).check(z.refine((scopes) => scopes.includes('openid'), { error: 'must hold openid' })),
      ['openid', 'profile'],
      {
        describe: 'What is asked of the provider.',
        onHost: true,
      },
    ),
    usernameClaim: setting(claim, 'preferred_username', {
      describe: 'Claim of the ID token with the name of a new account.',
      onHost: true,
    }),
    displayNameClaim: setting(claim, 'name', { describe: 'Claim with the person’s name.', onHost: true }),
    roleClaim: setting(z.nullable(claim), null, {
      describe:
        'Claim with the person’s groups. With it, the provider decides at each sign-in between external_client and operations_team; null leaves roles to Chat Man.',
      onHost: true,
    }),
    roles: setting(
      z.record(z.string(), Role),
      {},
      {
        describe:
          'Which group gives which role. What would give more than operations_team becomes a request that administrators decide.',
        onHost: true,
      },
    ),
    createAccounts: setting(z.boolean(), true, {
      describe: 'Whether people whom the provider knows and Chat Man does not get an account at their first sign-in.',
      live: true,
      protects: true,
    }),
  }),
});

export const LimitSettings = settingsSlice('limits', {
  requestsPerMinute: setting(z.number().check(z.int(), z.minimum(20), z.maximum(1_000_000)), 100, {
    describe:
      'Requests that visitors of one address may send in a minute, and attempts to sign in. A session may send three times as many, an account six times, whatever its address.',
    live: true,
    protects: true,
  }),
  loginFailures: setting(z.number().check(z.int(), z.minimum(3), z.maximum(100)), 5, {
    describe: 'Failed sign-ins of one account or from one address after which no attempt is heard for a while.',
    live: true,
    protects: true,
  }),
  loginWindowMinutes: setting(z.number().check(z.int(), z.minimum(5), z.maximum(24 * 60)), 15, {
    describe: 'Minutes that a failed sign-in counts.',
    live: true,
    protects: true,
  }),
});
