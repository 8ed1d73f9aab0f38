import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { SignedIn } from '#contracts/auth/auth.js';
import type { Assertion } from '#contracts/auth/passkeys.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { PasskeyCheck } from './passkey-check.js';

/** Signing in by a passkey alone: the authenticator must have asked for its owner's PIN or finger, which makes it two factors. */
@Injectable()
export class PasskeySignIn {
  constructor(
    private readonly check: PasskeyCheck,
    private readonly accounts: AccountsRepository,
    private readonly signIns: SignInService,
  ) {}

  async signIn(request: Request, passkey: Assertion): Promise<SignedIn> {
    const userId = await this.check.holderOf(passkey, 'person');
    const account = userId === null ? null : await this.accounts.byId(userId);
    if (account?.state !== 'active') throw await this.signIns.refusal(request, account?.id, 'passkey-refused');
    return this.signIns.enter(request, account.id, null, 'passkey');
  }
}
