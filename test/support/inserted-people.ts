import { createHmac, randomBytes } from 'node:crypto';
import argon2 from 'argon2';
import session from 'express-session';
import type { Permission, Role } from '#contracts/auth/people/roles.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { sessionSecretOf } from '#platform/config/environment/secrets.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Database } from '#platform/database/database.js';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { AccountKeys } from '../../apps/api/src/auth/account/account-keys.js';
import { AccountsRepository } from '../../apps/api/src/auth/account/accounts.repository.js';
import { AuthSettings } from '../../apps/api/src/auth/auth.settings.js';
import { MfaRepository } from '../../apps/api/src/auth/mfa/mfa.repository.js';
import { deviceName } from '../../apps/api/src/auth/session/devices/device.rules.js';
import { cookieOf } from '../../apps/api/src/auth/session/session-cookie.js';
import { SessionStore } from '../../apps/api/src/auth/session/session.store.js';
import { SessionsRepository } from '../../apps/api/src/auth/session/sessions.repository.js';
import { newToken, tokenHash } from '../../apps/api/src/auth/tokens/token-secret.js';
import { TokensRepository } from '../../apps/api/src/auth/tokens/tokens.repository.js';
import type { TestApp } from './app.js';
import { goodPassword, personOf, type Person } from './people.js';

/*
 * People, sessions and tokens as the product's repositories write them, without the requests and the hashing of a registration and a
 * sign-in. The log holds how the account came to be and nothing of the session, no browser is known, and no notice is there: where one of those
 * is the subject, take `setUpByCode`, `registered` and `signedIn` of `people.ts`.
 */

export interface PersonOptions {
  /** `external_client` unless given. */
  readonly role?: Role;
  readonly displayName?: string;
  readonly password?: string;
  /** Secret of an authenticator app that they have confirmed. */
  readonly totp?: Buffer;
}

/** Lets a password be compared in a millisecond. The next sign-in of its owner rehashes it at the real cost. */
const lowCost = { type: argon2.argon2id, memoryCost: 1_024, timeCost: 2, parallelism: 1 } as const;

/** An account, signed in. */
export function aPerson(chatMan: TestApp, username: string, options: PersonOptions = {}): Promise<Person> {
  return added(chatMan, username, { ...options, isOwner: false });
}

/** The first account, an administrator, signed in. */
export function theFirstAdmin(chatMan: TestApp, username = 'first.admin'): Promise<Person> {
  return added(chatMan, username, { role: 'admin', isOwner: true });
}

/** An external client, signed in. */
export function aClient(chatMan: TestApp, username: string): Promise<Person> {
  return aPerson(chatMan, username);
}

/** Another session of a person. */
export async function aSessionOf(chatMan: TestApp, username: string): Promise<Person> {
  const { id } = await known(chatMan, username);
  const { cookie } = await aSession(chatMan, id);
  return personOf(chatMan.url, { id, username, password: goodPassword, cookie });
}

/** Another session of a person, with a step-up, as decisions require it. */
export async function aProvenSessionOf(chatMan: TestApp, username: string): Promise<Person> {
  const { app, url } = chatMan;
  const { id } = await known(chatMan, username);
  const { sessionId, cookie } = await aSession(chatMan, id);
  await app.get(Transactions).run((tx) => app.get(SessionsRepository).stepUp(tx, sessionId, app.get(Clock).now()));
  return personOf(url, { id, username, password: goodPassword, cookie });
}

/** A token of a person for a day, as it goes into the header `Authorization`. */
export async function aTokenOf(
  { app }: TestApp,
  person: Person,
  scopes: readonly Permission[],
  name = 'a token',
): Promise<string> {
  const token = newToken();
  const createdAt = app.get(Clock).now();
  const expiresAt = new Date(createdAt.getTime() + 24 * 60 * 60_000);
  const kept = { id: app.get(Ids).next(), userId: person.id, name, scopes, createdAt, expiresAt };
  await app.get(Transactions).run((tx) => app.get(TokensRepository).add(tx, { ...kept, tokenHash: tokenHash(token) }));
  return token;
}

async function added(
  chatMan: TestApp,
  username: string,
  {
    role = 'external_client',
    displayName = username,
    password = goodPassword,
    isOwner,
    totp,
  }: PersonOptions & { readonly isOwner: boolean },
): Promise<Person> {
  const { app } = chatMan;
  const id = app.get(Ids).next();
  const account = { id, username, displayName, role, isOwner, mustChangePassword: false, createdAt: app.get(Clock).now() };
  const passwordHash = await hashed(chatMan, password, id);
  await app.get(Transactions).run(async (tx) => {
    await app.get(AccountsRepository).add(tx, { ...account, passwordHash });
    await app.get(AccountsRepository).noteSignIn(tx, id, account.createdAt);
    await app.get<AuditWriter>(AUDIT_WRITER).record(tx, {
      actor: { id, role },
      action: isOwner ? 'setup.completed' : 'user.registered',
      object: { type: 'user', id },
      outcome: 'success',
    });
  });
  if (totp) await enrolled(chatMan, id, totp);
  return personOf(chatMan.url, { id, username, password, cookie: (await aSession(chatMan, id)).cookie });
}

async function known({ app }: TestApp, username: string): Promise<{ readonly id: string }> {
  const account = await app.get(AccountsRepository).byUsername(username);
  if (!account) throw new Error(`Nobody is called ${username}.`);
  return account;
}

async function hashed({ app }: TestApp, password: string, accountId: string): Promise<string> {
  const associatedData = Buffer.from(`${accountId} composed`);
  return argon2.hash(password.normalize('NFC'), { ...lowCost, associatedData, secret: await app.get(AccountKeys).pepper() });
}

async function enrolled({ app }: TestApp, id: string, secret: Buffer): Promise<void> {
  const factors = app.get(MfaRepository);
  const now = app.get(Clock).now();
  await app.get(Transactions).run((tx) => factors.begin(tx, id, secret, now));
  const totp = (await factors.totpOf(id))!;
  // Of a step long past, so that the first code of a test is a new one.
  await app.get(Transactions).run((tx) => factors.confirm(tx, id, totp, 0, now));
}

async function aSession({ app }: TestApp, userId: string): Promise<{ readonly sessionId: string; readonly cookie: string }> {
  const environment = app.get<Environment>(ENVIRONMENT);
  const { name, options } = cookieOf(environment);
  const store = new SessionStore(app.get(Database), () => app.get(Settings).of(AuthSettings).absoluteHours * 3_600);
  const secretId = randomBytes(24).toString('base64url');
  const sessionId = app.get(Ids).next();
  const user = { sessionId, userId, device: deviceName('node'), startedAt: app.get(Clock).now().getTime() };
  await new Promise<void>((resolve, reject) => {
    store.set(secretId, { cookie: Object.assign(new session.Cookie(), options), passport: { user } }, (error) =>
      error ? reject(error as Error) : resolve(),
    );
  });
  return { sessionId, cookie: `${name}=${signed(secretId, sessionSecretOf(environment))}` };
}

/** As express-session signs it. */
function signed(id: string, secret: string): string {
  const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
  return encodeURIComponent(`s:${id}.${signature}`);
}
