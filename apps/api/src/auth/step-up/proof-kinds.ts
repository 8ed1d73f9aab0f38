import { Injectable } from '@nestjs/common';
import type { StepUpProofs } from '#contracts/auth.js';
import type { Actor } from '#platform/access/actor.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { MfaService } from '../mfa/mfa.service.js';
import { SsoProvider } from '../sso/sso-provider.js';
import { SsoRepository } from '../sso/sso.repository.js';
import { proofKindsOf } from './proof-kinds.rules.js';

/** By what an account can prove itself, so that nobody is asked for what they do not have. */
@Injectable()
export class ProofKinds {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly mfa: MfaService,
    private readonly identities: SsoRepository,
    private readonly provider: SsoProvider,
  ) {}

  async of({ id }: Actor): Promise<StepUpProofs> {
    const { label } = this.provider;
    const [credentials, factors, linkedAt] = await Promise.all([
      this.accounts.credentialsById(id),
      this.mfa.factorsOf(id),
      this.identities.linkedAt(id),
    ]);
    const hasIdentity = label !== null && linkedAt !== null;
    const proofs = proofKindsOf({ ...factors, hasPassword: (credentials?.passwordHash ?? null) !== null, hasIdentity });
    return { proofs, provider: hasIdentity ? label : null };
  }
}
