import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import type { Environment } from '#platform/config/environment/environment.js';
import { Settings } from '#platform/config/settings/settings.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { Outbound, PrivateDestination, type OutboundCall } from '#platform/outbound/outbound.js';
import { ssoUnavailable } from '../auth.errors.js';
import { AuthSettings } from '../auth.settings.js';
import { publicAddress } from '../public-address.js';
import { readClientSecret } from './engine/client-secret.js';
import { identityIn, type SsoIdentity } from './sso-claims.rules.js';

/** What the provider's answer has to fit. Each is random and used once. */
export interface SsoChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What came of it at the provider. */
export type ProviderAnswer =
  | {
      readonly step: 'answered';
      readonly identity: SsoIdentity;
      /** When the person signed in there (`auth_time`); null where the provider does not say. */
      readonly authenticatedAt: Date | null;
    }
  | { readonly step: 'cancelled' | 'refused' };

/** Seconds that the provider gets for an answer. */
const answersWithin = 10;

/** Talks to the provider: authorisation code with PKCE (RFC 7636), state and nonce; the ID token's signature is always checked. */
@Injectable()
export class SsoProvider {
  private readonly sso;
  private readonly clientSecret: string | null;
  private readonly callback: string;
  private known: Promise<oidc.Configuration> | null = null;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly settings: Settings,
    private readonly outbound: Outbound,
    private readonly log: Log,
  ) {
    this.sso = settings.of(AuthSettings).sso;
    this.clientSecret = readClientSecret(this.sso.clientSecretFile, environment.configDir);
    this.callback = `${publicAddress(environment)}/api/auth/sso/callback`;
  }

  /** How the sign-in page calls it, or null where it is not set up. */
  get label(): string | null {
    if (this.sso.issuer === null || this.sso.clientId === null) return null;
    return this.settings.of(AuthSettings).sso.label;
  }

  /**
   * Where to send the browser. `again`: the person must sign in at the provider once more (OpenID Connect Core
   * 3.1.2.1); either parameter says it, and some providers know only one of them.
   * @throws Problem `sso-unavailable`
   */
  async begin({ again }: { readonly again: boolean }): Promise<SsoChecks & { readonly location: string }> {
    const checks = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const location = oidc.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.callback,
      scope: this.sso.scopes.join(' '),
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
      ...(again ? { prompt: 'login', max_age: '0' } : {}),
    });
    return { ...checks, location: location.href };
  }

  /** `query`: of the callback's address, from its `?`. */
  async redeem(query: string, { state, nonce, verifier }: SsoChecks): Promise<ProviderAnswer> {
    const configuration = await this.configuration();
    try {
      const answer = await oidc.authorizationCodeGrant(configuration, new URL(this.callback + query), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
      });
      const claims = answer.claims();
      const identity = claims ? identityIn(claims, this.sso) : null;
      if (identity === null) return { step: 'refused' };
      const authenticatedAt = claims?.auth_time === undefined ? null : fromUnix(claims.auth_time);
      return { step: 'answered', identity, authenticatedAt };
    } catch (error) {
      if (isCancellation(error)) return { step: 'cancelled' };
      this.log.warn('single sign-on refused', { error: errorName(error), code: codeOf(error) });
      return { step: 'refused' };
    }
  }

  private async configuration(): Promise<oidc.Configuration> {
    this.known ??= this.discover();
    try {
      return await this.known;
    } catch (error) {
      this.known = null; // discovered again at the next sign-in
      this.log.warn('single sign-on provider not reachable', {
        error: errorName(privateIn(error) ?? error),
        code: codeOf(error),
      });
      throw ssoUnavailable({ retryAfter: 10, cause: error });
    }
  }

  private discover(): Promise<oidc.Configuration> {
    const issuer = new URL(this.sso.issuer!);
    const authentication = this.clientSecret === null ? oidc.None() : oidc.ClientSecretBasic(this.clientSecret);
    return oidc.discovery(issuer, this.sso.clientId!, undefined, authentication, {
      timeout: answersWithin,
      // Kept for the calls that follow: keys and tokens.
      [oidc.customFetch]: (url, options) => this.outbound.fetch(url, { ...asCall(options), namedHost: issuer.hostname }),
      // The settings take http for this host alone.
      execute: [oidc.enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [])],
    });
  }
}

function asCall({ method, headers, body, signal }: oidc.CustomFetchOptions): OutboundCall {
  if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof URLSearchParams))
    throw new TypeError('Calls to a provider of single sign-on carry a form, or nothing.');
  return { method, headers, body: body?.toString(), signal };
}

function fromUnix(seconds: number): Date | null {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Whether the person cancelled at the provider (RFC 6749 4.1.2.1). Reached only with a matching state. */
function isCancellation(error: unknown): boolean {
  return error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied';
}

/** The library wraps what its calls throw: this one has a cure of its own, so the log has to name it. */
function privateIn(error: unknown): PrivateDestination | null {
  if (error instanceof PrivateDestination) return error;
  return error instanceof Error && error.cause !== undefined ? privateIn(error.cause) : null;
}

/** A short name such as `OAUTH_INVALID_RESPONSE`; never the provider's text. */
function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z_]{1,60}$/.test(code) ? code : undefined;
}
