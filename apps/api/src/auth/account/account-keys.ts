import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { Keyring } from '#platform/keyring/keyring.js';

/** The secrets of the accounts room. They hang on the keyring, so they are the same on every instance and outlive the master password. */
@Injectable()
export class AccountKeys {
  constructor(private readonly keyring: Keyring) {}

  /** Mixed into every password hash: who copies the table alone cannot try passwords against it. */
  async pepper(): Promise<Buffer> {
    return (await this.keyring.secretFor('auth.pepper')).export();
  }

  usernameIndex(username: string): Promise<Buffer> {
    return this.keyring.blindIndex('auth.user.username', username);
  }

  /** Under what a failed sign-in counts. */
  async attemptKey(kind: 'account' | 'address', value: string): Promise<Buffer> {
    return this.mac('auth.attempts', `${kind}:${value}`);
  }

  /** Eight bytes or more for the set-up code: the same at every start and on every instance until there is an account. */
  setUpSecret(): Promise<Buffer> {
    return this.mac('auth.set-up', 'code');
  }

  private async mac(use: string, message: string): Promise<Buffer> {
    return createHmac('sha256', await this.keyring.secretFor(use))
      .update(message)
      .digest();
  }
}
