import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import type { SsoPurpose } from '../../libs/contracts/auth/sso.js';
import type { Clock } from '../../libs/platform/clock.js';
import type { TestApp } from './app.js';
import { Browser } from './browser.js';
import { anOidcProvider, ssoClient, type TestProvider } from './oidc-provider.js';
import { theFirstAdmin } from './inserted-people.js';
import { type Person } from './people.js';

/** Where the application of `anSsoApp` is, as far as browsers know. */
export const site = 'http://chatman.test';
const callbackAt = (place: string) => `${place}/api/auth/sso/callback`;

/** The provider that a Chat Man at `place` trusts, and the variables that configure it. */
export async function ssoAt(place: string, clock?: Clock) {
  const directory = mkdtempSync(join(tmpdir(), 'chatman-sso-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const secretFile = join(directory, 'secret');
  writeFileSync(secretFile, `${ssoClient.secret}\n`);
  const provider = await anOidcProvider(callbackAt(place), clock);
  const variables = {
    CHAT_MAN__AUTH__SSO__ISSUER: provider.issuer,
    CHAT_MAN__AUTH__SSO__CLIENTID: ssoClient.id,
    CHAT_MAN__AUTH__SSO__CLIENTSECRETFILE: secretFile,
    CHAT_MAN__AUTH__SSO__LABEL: 'House account',
    CHAT_MAN__OUTBOUND__PRIVATEHOSTS: '["localhost","127.0.0.1"]',
  };
  return { provider, variables };
}

export interface SsoApp {
  readonly chatMan: TestApp;
  readonly provider: TestProvider;
  /** The first account, which has a password. */
  readonly admin: Person;
  /** One that was nowhere yet. */
  aBrowser(): SsoBrowser;
}

/** The application with a provider of single sign-on, whose clock is the application's. */
export async function anSsoApp(clock: Clock, settings: unknown = {}): Promise<SsoApp> {
  const { anApp } = await import('./app.js'); // here, so that who drives the built product does not load all of it
  const { provider, variables } = await ssoAt(site, clock);
  const chatMan = await anApp({ clock, settings, environment: { PUBLIC_URL: site, ...variables } });
  const admin = await theFirstAdmin(chatMan);
  return { chatMan, provider, admin, aBrowser: () => new SsoBrowser(chatMan.url) };
}

/** A browser between Chat Man and the provider. */
export class SsoBrowser extends Browser {
  constructor(served: string) {
    super(new Map([[site, served]]));
  }

  /** A request of Chat Man's own pages, below `/api/auth`. */
  call(method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.visit(`${site}/api/auth${path}`, { method, body, headers });
  }

  /** Goes to the provider and through it; returns the address to which it sends the browser back. */
  async backFromProvider(purpose?: SsoPurpose, change: (authorisation: URL) => void = () => undefined): Promise<string> {
    const started = await this.call('GET', `/sso/start${purpose === undefined ? '' : `?purpose=${purpose}`}`);
    expect(started.status).toBe(303);
    const authorisation = new URL(started.headers.get('location')!);
    change(authorisation);
    return this.through(authorisation.href);
  }

  /** As `backFromProvider`, for a caller that has the address. */
  through(authorisation: string): Promise<string> {
    return this.follow(authorisation, callbackAt(site));
  }

  /** Where Chat Man leads on who comes back: another site sends the browser, so strict cookies stay away. */
  async ledTo(address: string): Promise<string | null> {
    return (await this.visit(address, { sameSite: false })).headers.get('location');
  }

  /** As the person who signs in at the provider; returns the answer to the last step. */
  async signInBySso(): Promise<Response> {
    expect(await this.ledTo(await this.backFromProvider())).toBe('/sign-in?sso=finish');
    return this.call('POST', '/sso/finish', {});
  }

  /** A cookie of Chat Man's, with its attributes. */
  cookieOf(name: 'sid' | 'sso'): string | undefined {
    return this.cookie(site, `chatman.${name}`);
  }
}
