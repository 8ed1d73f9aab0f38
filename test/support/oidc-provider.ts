import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll } from 'vitest';
import { Clock } from '../../libs/platform/clock.js';

/** The claims about the next person who signs in at the provider. */
export interface Claims {
  readonly sub: string;
  readonly preferred_username?: string;
  readonly name?: string;
  readonly groups?: readonly string[];
}

export interface TestProvider {
  readonly issuer: string;
  /** Who is signed in at the provider: everybody who comes is this person, without a form. */
  person: Claims;
  /** When they signed in there, as the provider reports on request; null: just now. */
  signedInAt: Date | null;
  /** With what they come back who do not sign in there (RFC 6749 4.1.2.1), `access_denied` when they turned back; null: they do. */
  error: string | null;
  /** What an attacker between the provider and Chat Man makes of an ID token; null for none. */
  forge: ((idToken: string) => string) | null;
}

export const ssoClient = { id: 'chat-man', secret: 'the secret that the provider gave to Chat Man' };

/** A real OpenID Connect provider on loopback, closed after the spec file. It knows one client, which must use PKCE. */
export async function anOidcProvider(redirectUri: string, clock = new Clock()): Promise<TestProvider> {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => response.end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const subject: TestProvider = { issuer, person: { sub: 'nobody' }, signedInAt: null, error: null, forge: null };
  const provider = new Provider(issuer, {
    clients: [{ client_id: ssoClient.id, client_secret: ssoClient.secret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...subject.person }) }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client!.clientId,
        accountId: context.oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | null;
    if (subject.forge && typeof body?.id_token === 'string') context.body = { ...body, id_token: subject.forge(body.id_token) };
  });
  const handle = provider.callback();
  answer = (request, response) => {
    if (request.url !== '/interaction') void handle(request, response);
    else void provider.interactionFinished(request, response, cameOf(subject));
  };
  const cameOf = ({ person: { sub }, signedInAt, error }: TestProvider) =>
    error === null
      ? { login: { accountId: sub, remember: false, ts: Math.floor((signedInAt ?? clock.now()).getTime() / 1_000) } }
      : { error };
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return subject;
}
