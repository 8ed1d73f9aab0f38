import { Injectable } from '@nestjs/common';
import type { SignIn } from '#contracts/auth/auth.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { MfaService } from '../mfa/mfa.service.js';
import { PasskeyCheck } from '../passkeys/passkey-check.js';

export type SecondFactors = Pick<SignIn, 'code' | 'passkey'>;

/** The second factor of a sign-in, where the account has one. */
@Injectable()
export class SecondFactorCheck {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly mfa: MfaService,
    private readonly passkeys: PasskeyCheck,
  ) {}

  async check(accountId: string, { code, passkey }: SecondFactors): Promise<'right' | 'wrong' | 'missing'> {
    if (!(await this.mfa.isEnrolled(accountId))) return 'right';
    if (passkey !== undefined) return (await this.passkeys.holderOf(passkey, 'presence')) === accountId ? 'right' : 'wrong';
    if (code === undefined) return 'missing';
    const { role } = (await this.accounts.byId(accountId))!;
    return (await this.mfa.use(accountId, role, code)) ? 'right' : 'wrong';
  }
}
