import { Injectable } from '@nestjs/common';
import { roleMay, type Permission } from '#contracts/auth/people/roles.js';
import type { Actor } from '#platform/access/actor.js';
import type { Tx } from '#platform/database/transactions.js';
import { forbidden } from '#platform/http/problem.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { DecidersRepository } from '../account/deciders.repository.js';

/**
 * Whether a person may decide at the time of the decision: an admitted call may have waited for another one that took the right away.
 */
@Injectable()
export class DecidingRights {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly deciders: DecidersRepository,
  ) {}

  /**
   * Lets no one else decide until the transaction ends.
   * @throws Problem `forbidden` when the right is gone
   */
  async lockAndCheck(tx: Tx, actor: Actor, permission: Permission): Promise<void> {
    await this.deciders.lockDecisions(tx);
    if (!(await this.mayStill(tx, actor.id, permission))) throw forbidden();
  }

  /** Holds the account until the transaction ends. */
  async mayStill(tx: Tx, userId: string, permission: Permission): Promise<boolean> {
    const current = await this.accounts.hold(tx, userId);
    return current?.state === 'active' && roleMay(current.role, permission);
  }
}
