import { Injectable } from '@nestjs/common';
import { decidingRoles } from '#contracts/auth/people/roles.js';
import type { Tx } from '#platform/database/transactions.js';
import { AccountsRepository } from './account/accounts.repository.js';
import { DecidersRepository } from './account/deciders.repository.js';
import { notAnAdministrator } from './auth.errors.js';
import { SessionsRepository } from './session/sessions.repository.js';

/** For the CLI: an operator with shell access declares that one person decides alone, when no one else is left who could. */
@Injectable()
export class SingleOperatorFacade {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly deciders: DecidersRepository,
    private readonly sessions: SessionsRepository,
  ) {}

  /**
   * Disables everybody else who may decide, so that no one is bypassed unseen. Returns who stays and who was disabled; the caller
   * audits it in the same transaction.
   * @throws Problem `not-an-administrator`
   */
  async appoint(tx: Tx, username: string): Promise<{ readonly id: string; readonly disabled: readonly string[] }> {
    const chosen = await this.accounts.byUsername(username);
    if (chosen?.role !== 'admin' || !(await this.deciders.canSignIn(tx, chosen.id))) throw notAnAdministrator();
    const disabled = await this.accounts.disableOthers(tx, decidingRoles, chosen.id);
    for (const id of disabled) await this.sessions.endOthers(tx, id, null);
    await this.deciders.letOneBeEnough(tx);
    return { id: chosen.id, disabled };
  }
}
