import { Injectable } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { Transactions } from '#platform/database/transactions.js';
import { AccountsRepository, type Credentials } from '../account/accounts.repository.js';
import { PasswordHasher } from './password-hasher.js';
import type { SessionOwner } from '../session/session-owner.js';

/** Passport wants a name in every attempt; no account can have this one. */
const ownerPlaceholder = '\u0000owner';

/** Passport with its local strategy: compares passwords and begins sessions. `SignIn` decides who may sign in. */
@Injectable()
export class PasswordStrategy {
  private readonly passport = new passport.Passport();

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly hasher: PasswordHasher,
    private readonly transactions: Transactions,
  ) {
    this.passport.use(
      new Strategy((username, password, done) => {
        this.compare(username, password).then((account) => done(null, account ?? false), done);
      }),
    );
    this.passport.serializeUser<SessionOwner>((owner, done) => done(null, owner as SessionOwner));
  }

  /** Gives requests passport's `logIn`; comes after the session and before everything that asks for it. */
  middleware(): RequestHandler {
    return this.passport.initialize({ compat: false }) as RequestHandler;
  }

  /** The account whose password this is, or null. An unknown name costs the same time as a wrong password. Null as name: the owner. */
  check(username: string | null, password: string): Promise<Credentials | null> {
    return new Promise((resolve, reject) => {
      const compare = this.passport.authenticate('local', (error: unknown, account: Credentials | false) => {
        if (error) reject(error instanceof Error ? error : new Error('The password could not be compared.', { cause: error }));
        else resolve(account || null);
      }) as RequestHandler;
      // Only what the contract validated: passport would also read a password from the query string.
      const attempt = { body: { username: username ?? ownerPlaceholder, password } } as Request;
      void compare(attempt, {} as Response, reject);
    });
  }

  /** Hashes a password that was right once more, where today's cost or key is another than when it was chosen. */
  async rehash({ id, passwordHash }: Credentials, password: string): Promise<void> {
    if (passwordHash === null || !this.hasher.isOutdated(passwordHash, id)) return;
    const fresh = await this.hasher.hash(password, id);
    await this.transactions.run((tx) => this.accounts.rehash(tx, id, passwordHash, fresh));
  }

  /** Begins a session under a new id, so that an id planted in the browser before is worth nothing. */
  logIn(request: Request, owner: SessionOwner): Promise<void> {
    return new Promise((resolve, reject) => {
      request.logIn(owner, (error: unknown) => {
        if (error) reject(error instanceof Error ? error : new Error('The session could not be kept.', { cause: error }));
        else resolve();
      });
    });
  }

  private async compare(username: string, password: string): Promise<Credentials | null> {
    const account = await (username === ownerPlaceholder
      ? this.accounts.credentialsOfOwner()
      : this.accounts.credentialsOf(username));
    const isRight = await this.hasher.matches(account, password);
    return isRight && account?.state === 'active' ? account : null;
  }
}
