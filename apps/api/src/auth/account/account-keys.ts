import { Injectable, type OnModuleInit } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { Keyring } from '#platform/keyring/keyring.js';
import { likenessOf } from './names/likeness.js';

const macUses = [
  'auth.attempts',
  'auth.recovery-codes',
  'auth.set-up',
  'auth.sso-identities',
  'auth.passkey-handles',
  'auth.draft-keys',
] as const;
type MacUse = (typeof macUses)[number];

/** The secrets of the accounts room. They hang on the keyring, so they are the same on every instance and outlive the master password. */
@Injectable()
export class AccountKeys implements OnModuleInit {
  constructor(private readonly keyring: Keyring) {}

  /** Creates the secrets at the first start: later they are read inside transactions, which must not open another one. */
  async onModuleInit(): Promise<void> {
    await this.pepper();
    await this.usernameIndex('anybody');
    for (const use of macUses) await this.keyring.secretFor(use);
  }

  /** Mixed into every password hash: who copies the table alone cannot try passwords against it. */
  async pepper(): Promise<Buffer> {
    return (await this.keyring.secretFor('auth.pepper')).export();
  }

  usernameIndex(username: string): Promise<Buffer> {
    return this.keyring.blindIndex('auth.user.username', username);
  }

  /** Under what a name is found by those that could be taken for it. */
  likenessIndex(column: 'username' | 'display_name', name: string): Promise<Buffer> {
    return this.keyring.blindIndex(`auth.user.${column}_likeness`, likenessOf(name));
  }

  /** Under what a failed sign-in counts. */
  async attemptKey(kind: 'account' | 'address', value: string): Promise<Buffer> {
    return this.mac('auth.attempts', `${kind}:${value}`);
  }

  /** How a recovery code is kept. */
  recoveryCode(userId: string, code: string): Promise<Buffer> {
    return this.mac('auth.recovery-codes', `${userId}:${code}`);
  }

  /** Under what an identity of single sign-on is found: to the letter, unlike a blind index, which takes `a` and `A` for one. */
  ssoIdentity(issuer: string, subject: string): Promise<Buffer> {
    return this.mac('auth.sso-identities', JSON.stringify([issuer, subject]));
  }

  /** The user handle of a passkey, in place of the account's id: it reveals nothing about the account. */
  passkeyHandle(userId: string): Promise<Buffer> {
    return this.mac('auth.passkey-handles', userId);
  }

  /** What a person typed and did not send is sealed with it, in their browser. */
  draftKey(userId: string): Promise<Buffer> {
    return this.mac('auth.draft-keys', userId);
  }

  /** Eight bytes or more for the set-up code: the same at every start and on every instance until there is an account. */
  setUpSecret(): Promise<Buffer> {
    return this.mac('auth.set-up', 'code');
  }

  private async mac(use: MacUse, message: string): Promise<Buffer> {
    return createHmac('sha256', await this.keyring.secretFor(use))
      .update(message)
      .digest();
  }
}
