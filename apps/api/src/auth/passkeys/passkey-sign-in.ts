import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { SignedIn } from '#contracts/auth/auth.js';
import type { Assertion } from '#contracts/auth/factors/passkeys.js';
import { Transactions } from '#platform/database/transactions.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { invalidCredentials } from '../auth.errors.js';
import { SignInCompletion } from '../sign-in/sign-in-completion.js';
import { SignInEvents } from '../sign-in/sign-in-events.js';
import { PasskeyCheck } from './passkey-check.js';

/** Signing in by a passkey alone: the authenticator must have asked for its owner's PIN or finger, which makes it two factors. */
@Injectable()
export class PasskeySignIn {
  constructor(
    private readonly check: PasskeyCheck,
    private readonly accounts: AccountsRepository,
    private readonly completion: SignInCompletion,
    private readonly events: SignInEvents,
    private readonly transactions: Transactions,
  ) {}

  async signIn(request: Request, passkey: Assertion): Promise<SignedIn> {
    const userId = await this.check.holderOf(passkey, 'person');
    const account = userId === null ? null : await this.accounts.byId(userId);
    if (account?.state !== 'active') throw await this.refused(request, account?.id);
    return this.completion.complete(request, account.id, { by: 'passkey' });
  }

  /** A passkey cannot be guessed, so that no failure is counted. */
  private async refused(request: Request, accountId: string | undefined): Promise<Error> {
    await this.transactions.run((tx) => this.events.refused(tx, request, accountId, 'passkey-refused'));
    return invalidCredentials();
  }
}
